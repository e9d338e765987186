-- What of its customer a field tells.
alter table ticket_field add column customer_kind text;
