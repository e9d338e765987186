-- What tickets are sorted by: what they are about when they come in, and what was done about them. Deleted ones stay for the tickets that have them.
create table ticket_category (
  id {id},
  service_id bigint not null references service(id),
  kind text not null check (kind in ('intake', 'handling')),
  parent_id bigint references ticket_category(id),
  name text not null,
  position integer not null,
  in_help_centre integer not null default 1,
  deleted_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index ticket_category_name on ticket_category (service_id, kind, coalesce(parent_id, 0), name) where deleted_at is null;

alter table ticket add column intake_type_id bigint;
alter table ticket add column handling_type_id bigint;
create index ticket_intake_type on ticket (service_id, intake_type_id, updated_at desc, id desc) where intake_type_id is not null;
create index ticket_handling_type on ticket (service_id, handling_type_id, updated_at desc, id desc) where handling_type_id is not null;
