-- Lists by deadline, those without one last.
create index ticket_due_order on ticket (service_id, coalesce(due_at, 8640000000000000), id);
