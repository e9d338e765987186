-- Who gave whom which right. Rows are only added; each carries the seal of the one before, and the head the newest.
-- The service is a column of another name than service_id, since the log is the organisation's.
create table permission_log (
  id {id},
  organisation_id bigint not null references organisation(id),
  number bigint not null,
  at bigint not null,
  about_service bigint,
  service_name text not null default '',
  actor_id bigint,
  actor_login text not null default '',
  actor_name text not null default '',
  ip text not null default '',
  target_id bigint not null,
  target_login text not null,
  target_name text not null,
  action text not null check (action in ('added', 'changed', 'removed')),
  before_state text,
  after_state text,
  previous_hash text not null,
  hash text not null,
  unique (organisation_id, number)
);

create table permission_log_head (
  organisation_id bigint primary key references organisation(id),
  entries bigint not null,
  hash text not null
);
