-- A ticket of this service that was given to an issue service, and what came of it.
create table issues_transfer (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  target_id bigint not null,
  target_name text not null,
  intake_type_id bigint,
  intake_type text,
  title text not null,
  note text not null,
  group_name text,
  member_name text not null,
  state text not null check (state in ('sending', 'sent', 'answered', 'failed')),
  created_at bigint not null,
  updated_at bigint not null
);
create unique index issues_transfer_open on issues_transfer (service_id, ticket_id) where state in ('sending', 'sent');
create index issues_transfer_ticket on issues_transfer (service_id, ticket_id, id);

-- A ticket of this service that another service gave to it.
create table issues_received (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  origin_id bigint not null,
  origin_name text not null,
  transfer_id bigint not null,
  unique (service_id, ticket_id),
  unique (service_id, origin_id, transfer_id)
);

-- The answers that have come back, each once, however often it is brought.
create table issues_answer (
  id {id},
  service_id bigint not null,
  transfer_id bigint not null,
  answer text not null,
  unique (service_id, transfer_id, answer)
);
