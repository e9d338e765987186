-- Lists that people keep: for themselves, for a group, for everybody in the service.
create table ticket_view (
  id {id},
  service_id bigint not null references service(id),
  title text not null,
  audience text not null check (audience in ('private', 'group', 'all')),
  owner_id bigint not null,
  group_id bigint,
  conditions {json} not null,
  columns {json} not null,
  sort text not null,
  position integer not null,
  version integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
create index ticket_view_order on ticket_view (service_id, position, id);

-- What lists are sorted by, so that page 4,000 costs what page 1 does. The rank is a number because words do not sort by urgency.
alter table ticket add column priority_rank integer not null default 1;
update ticket set priority_rank = case priority when 'low' then 0 when 'normal' then 1 when 'high' then 2 else 3 end;
create index ticket_priority on ticket (service_id, priority_rank desc, id desc);
