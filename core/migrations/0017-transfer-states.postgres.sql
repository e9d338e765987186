-- A ticket can be with another service of the organisation.
alter table ticket drop constraint ticket_state_check;
alter table ticket add constraint ticket_state_check check (state in ('unassigned', 'in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold', 'solved', 'closed', 'spam'));
