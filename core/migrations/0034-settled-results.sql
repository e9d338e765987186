-- What became of a result after its trigger ran, such as of a call: state and outcome are written once more then.
alter table trigger_receipt add column settled_at bigint;

-- What a trigger still names is said by its name.
create table deleted_group (
  id {id},
  service_id bigint not null references service(id),
  group_id bigint not null,
  name text not null,
  deleted_at bigint not null,
  unique (service_id, group_id)
);
