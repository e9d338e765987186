-- How many messages by machine one correspondent gets for one customer before somebody has to look; without a row as the code says.
create table storm_setting (
  id {id},
  service_id bigint not null references service(id),
  most integer not null,
  minutes integer not null,
  version integer not null default 1,
  updated_at bigint not null,
  unique (service_id)
);

-- To whom messages by machine are held, and because of whom. While it is open whatever follows is held too.
create table storm (
  id {id},
  service_id bigint not null references service(id),
  address text not null,
  customer_id bigint not null,
  ticket_id bigint not null,
  state text not null default 'open' check (state in ('open', 'released', 'discarded')),
  settled_by bigint,
  settled_at bigint,
  created_at bigint not null
);
create index storm_state on storm (service_id, state, id);
create unique index storm_open on storm (service_id, customer_id, address) where state = 'open';

-- Each message by machine to each of its addresses: what is counted, and what is held.
create table automatic_message (
  id {id},
  service_id bigint not null,
  delivery_id bigint not null,
  address text not null,
  customer_id bigint not null,
  ticket_id bigint not null,
  trigger_id bigint,
  storm_id bigint,
  created_at bigint not null
);
create index automatic_message_count on automatic_message (service_id, customer_id, address, created_at);
create index automatic_message_storm on automatic_message (service_id, storm_id, id);
