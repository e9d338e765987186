-- Two tickets that have to do with one another; the one with the smaller id first.
create table ticket_link (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  other_id bigint not null,
  created_at bigint not null,
  unique (service_id, ticket_id, other_id)
);
create index ticket_link_other on ticket_link (service_id, other_id);

-- A ticket that became part of another keeps its row and its thread; its messages know where they came from, null: where they are.
alter table ticket add column merged_into_id bigint;
alter table ticket add column merged_at bigint;
create index ticket_merged on ticket (service_id, merged_into_id) where merged_into_id is not null;
alter table message add column origin_id bigint;
