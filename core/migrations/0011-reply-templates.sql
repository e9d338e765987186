-- Answers written once, with codes that are replaced by what the ticket holds.
create table reply_template (
  id {id},
  service_id bigint not null references service(id),
  title text not null,
  html text not null,
  search_code text not null,
  uses integer not null default 0,
  version integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  unique (service_id, search_code)
);

-- The handling types a template belongs to; one that belongs to none fits every ticket.
create table reply_template_type (
  id {id},
  service_id bigint not null,
  template_id bigint not null references reply_template(id),
  handling_type_id bigint not null references ticket_category(id),
  unique (service_id, template_id, handling_type_id)
);
