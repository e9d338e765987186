-- What an agent is told of, each once.
create table notice (
  id {id},
  service_id bigint not null,
  member_id bigint not null,
  kind text not null check (kind in ('assigned', 'group', 'answered', 'mentioned', 'deadline')),
  ticket_id bigint not null,
  actor_id bigint,
  detail text,
  dedupe_key text not null,
  created_at bigint not null,
  read_at bigint,
  mailed_at bigint,
  unique (service_id, member_id, dedupe_key)
);
create index notice_member on notice (service_id, member_id, id desc);
create index notice_unread on notice (service_id, member_id) where read_at is null;
create index notice_ticket on notice (ticket_id);

-- Which of them a member wants, and which by mail too; without a row as the code says.
create table notice_choice (
  member_id bigint primary key references member(id),
  organisation_id bigint not null,
  choices {json} not null
);
