-- The processes at work on this database, and whose hands a piece of work is in.
create table node (
  id bigint primary key,
  started_at bigint not null
);

alter table job add column claimed_by bigint;
alter table raw_inbound add column claimed_by bigint;
alter table delivery add column claimed_by bigint;
alter table inbox add column claimed_by bigint;
