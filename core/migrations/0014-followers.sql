-- Who wants to hear of a ticket that is not theirs.
create table ticket_follower (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  member_id bigint not null,
  created_at bigint not null,
  unique (service_id, ticket_id, member_id)
);
