-- What is charged by its number, each fact once in a month of the service's time zone.
create table metering (
  id {id},
  service_id bigint not null references service(id),
  month text not null,
  kind text not null,
  reference text not null,
  quantity bigint not null,
  created_at bigint not null,
  unique (service_id, month, kind, reference)
);
