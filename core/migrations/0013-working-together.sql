-- How tickets are worked on in a service; without a row as the code says.
create table ticket_setting (
  id {id},
  service_id bigint not null references service(id),
  undo_seconds integer not null,
  version integer not null default 1,
  updated_at bigint not null,
  unique (service_id)
);

-- What an agent has written on a ticket and not sent.
create table draft (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  member_id bigint not null,
  kind text not null check (kind in ('reply', 'note')),
  html text not null,
  attachments {json} not null,
  cc {json} not null,
  updated_at bigint not null,
  unique (service_id, member_id, ticket_id, kind)
);
create index draft_ticket on draft (service_id, ticket_id);

-- An answer that can still be taken back; when the row goes, it counts.
create table held_reply (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  message_id bigint not null,
  delivery_id bigint not null,
  member_id bigint not null,
  changes {json} not null,
  cause {json} not null,
  until bigint not null,
  unique (service_id, message_id)
);
create index held_reply_ticket on held_reply (service_id, ticket_id);

-- Who is named with @ in a comment.
create table mention (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  message_id bigint not null,
  member_id bigint not null,
  created_at bigint not null,
  unique (service_id, message_id, member_id)
);
create index mention_ticket on mention (service_id, ticket_id);
create index mention_member on mention (service_id, member_id, id);

-- One thing done to many tickets, and what became of each.
create table bulk (
  id {id},
  service_id bigint not null,
  member_id bigint not null,
  action {json} not null,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  undoes_id bigint,
  total integer not null,
  created_at bigint not null,
  finished_at bigint
);
create index bulk_member on bulk (service_id, member_id, id);

create table bulk_item (
  id {id},
  service_id bigint not null,
  bulk_id bigint not null,
  number text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'unchanged', 'failed')),
  code text,
  detail {json},
  earlier {json},
  unique (service_id, bulk_id, number)
);
create index bulk_item_state on bulk_item (service_id, bulk_id, state, id);
