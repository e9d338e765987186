-- When a service works and what it promises, as one document; a service without a row promises nothing.
create table sla_policy (
  id {id},
  service_id bigint not null unique references service(id),
  document {json} not null,
  version integer not null,
  updated_at bigint not null
);

-- The clocks of one ticket. running_since is null while its time to solve stands still; next_at is when somebody must look again.
create table ticket_sla (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null unique references ticket(id),
  started_at bigint not null,
  first_minutes integer,
  first_due_at bigint,
  first_done_at bigint,
  first_warned_at bigint,
  first_breached_at bigint,
  solve_minutes integer,
  solve_due_at bigint,
  solve_done_at bigint,
  solve_warned_at bigint,
  solve_breached_at bigint,
  running_since bigint,
  spent_ms bigint not null default 0,
  next_at bigint
);
create index ticket_sla_next on ticket_sla (next_at);

-- The next deadline that is not kept yet.
alter table ticket add column due_at bigint;
create index ticket_due on ticket (service_id, due_at, id);
