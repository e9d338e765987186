-- A customer that was merged leads to the one it is part of now; it can be taken out again at any time.
alter table customer add column version integer not null default 1;
alter table customer add column merged_into_id bigint;
alter table customer add column merged_at bigint;
alter table customer add column merged_by bigint;
create index customer_merged on customer (service_id, merged_into_id);

-- What was the customer's before a merge; without one it is whose it is now.
alter table customer_identity add column own_customer_id bigint;
alter table ticket add column own_customer_id bigint;

-- What is known of a customer beside the addresses channels know them by: several of each kind, whoever told them.
create table customer_value (
  id {id},
  service_id bigint not null,
  customer_id bigint not null references customer(id),
  own_customer_id bigint not null,
  kind text not null check (kind in ('name', 'login', 'email', 'phone', 'userKey')),
  value text not null,
  created_at bigint not null,
  unique (service_id, own_customer_id, kind, value)
);
create index customer_value_customer on customer_value (service_id, customer_id, id);
