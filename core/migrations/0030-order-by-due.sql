-- A case, not coalesce: below row-level security Postgres uses no index for what it does not know to be leakproof.
drop index ticket_due_order;
create index ticket_due_order on ticket (service_id, (case when due_at is null then 8640000000000000 else due_at end), id);
