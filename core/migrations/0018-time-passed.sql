-- When the ticket came into its state; null: it has been in it since it was made.
alter table ticket add column state_since bigint;
create index ticket_state_since on ticket (service_id, state, (coalesce(state_since, created_at)));

-- For triggers that look when a ticket has been in a state for so long: only tickets whose time runs out after wait_from, and how far they were looked at.
alter table trigger_rule add column wait_state text;
alter table trigger_rule add column wait_minutes integer;
alter table trigger_rule add column wait_from bigint;
alter table trigger_rule add column waited_until bigint;
