-- Managers are told of a storm.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in ('assigned', 'group', 'answered', 'mentioned', 'deadline', 'storm'));
