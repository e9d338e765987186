-- A ticket can be with another service of the organisation. A check cannot be changed here: another column takes the place of the first.
drop index ticket_state_recent;
drop index ticket_assignee;
alter table ticket add column next_state text not null default 'unassigned' check (next_state in ('unassigned', 'in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold', 'solved', 'closed', 'spam'));
update ticket set next_state = state;
alter table ticket drop column state;
alter table ticket rename column next_state to state;
create index ticket_state_recent on ticket (service_id, state, updated_at desc, id desc);
create index ticket_assignee on ticket (service_id, assignee_id, state, updated_at desc, id desc);
