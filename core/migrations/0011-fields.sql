-- What a service asks about its tickets, of customers and of its agents.
create table ticket_field (
  id {id},
  service_id bigint not null references service(id),
  side text not null check (side in ('customer', 'agent')),
  kind text not null check (kind in ('text', 'long_text', 'number', 'date', 'email', 'drop_down', 'radio', 'checkbox', 'file', 'consent')),
  code text not null,
  name text not null,
  help text not null default '',
  placeholder text not null default '',
  options {json} not null default '[]',
  phone_only integer not null default 0,
  version integer not null default 1,
  deleted_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index ticket_field_code on ticket_field (service_id, code) where deleted_at is null;

-- Where a field is asked: with an intake type and those below it; without one, with every ticket.
create table ticket_field_use (
  id {id},
  service_id bigint not null,
  field_id bigint not null references ticket_field(id),
  intake_type_id bigint references ticket_category(id),
  position integer not null,
  required integer not null
);
create unique index ticket_field_use_once on ticket_field_use (service_id, field_id, coalesce(intake_type_id, 0));

-- Several rows where several are chosen. A date is a text that sorts; a file is an attachment.
create table ticket_field_value (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null references ticket(id),
  field_id bigint not null references ticket_field(id),
  text_value text,
  number_value double precision,
  file_id bigint
);
create index ticket_field_value_ticket on ticket_field_value (service_id, ticket_id, id);
