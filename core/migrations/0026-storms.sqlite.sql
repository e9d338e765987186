-- Managers are told of a storm. A check cannot be changed here: another column takes the place of the first.
alter table notice add column next_kind text not null default 'assigned' check (next_kind in ('assigned', 'group', 'answered', 'mentioned', 'deadline', 'storm'));
update notice set next_kind = kind;
alter table notice drop column kind;
alter table notice rename column next_kind to kind;
