-- Both engines. {id}, {json} and {bytes} become the engine's own types; flags are 0 or 1, times epoch milliseconds.
-- Every table with service_id, or with organisation_id alone, gets row-level security on Postgres by the runner.

create table organisation (
  id {id},
  name text not null unique,
  domain text not null unique,
  branding {json} not null default '{}',
  created_at bigint not null
);

create table service (
  id {id},
  organisation_id bigint not null references organisation(id),
  code text not null,
  name text not null,
  type text not null default 'consultation' check (type in ('consultation', 'issue')),
  state text not null default 'in_use' check (state in ('in_use', 'suspended', 'terminated')),
  language text not null default 'ko',
  time_zone text not null default 'Asia/Seoul',
  settings {json} not null default '{}',
  created_at bigint not null,
  unique (organisation_id, code),
  unique (organisation_id, name)
);

create table contract_item (
  id {id},
  service_id bigint not null references service(id),
  item text not null,
  active integer not null,
  changed_at bigint not null,
  unique (service_id, item)
);

create table member (
  id {id},
  organisation_id bigint not null references organisation(id),
  login text not null,
  name text not null,
  email text not null,
  nickname text not null default '',
  language text not null default 'ko',
  password_hash text,
  owner integer not null default 0,
  organisation_admin integer not null default 0,
  operator integer not null default 0,
  assignable integer not null default 1,
  disabled_at bigint,
  created_at bigint not null,
  unique (organisation_id, login)
);

create table member_link (
  token_hash text primary key,
  organisation_id bigint not null,
  member_id bigint not null references member(id),
  purpose text not null,
  expires_at bigint not null,
  used_at bigint
);

create table session (
  token_hash text primary key,
  organisation_id bigint not null,
  member_id bigint not null references member(id),
  csrf text not null,
  ip text not null,
  user_agent text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index session_member on session (member_id);

create table login_attempt (
  id {id},
  bucket text not null,
  at bigint not null
);
create index login_attempt_bucket on login_attempt (bucket, at);

create table agent (
  id {id},
  service_id bigint not null references service(id),
  member_id bigint not null references member(id),
  roles {json} not null,
  created_at bigint not null,
  unique (service_id, member_id)
);
create index agent_member on agent (member_id);

create table agent_group (
  id {id},
  service_id bigint not null references service(id),
  name text not null,
  next_turn integer not null default 0,
  created_at bigint not null,
  unique (service_id, name)
);

create table agent_group_member (
  id {id},
  service_id bigint not null,
  group_id bigint not null references agent_group(id),
  member_id bigint not null,
  joined_at bigint not null,
  unique (service_id, group_id, member_id)
);
create index agent_group_member_member on agent_group_member (service_id, member_id);

create table plugin_setting (
  id {id},
  service_id bigint not null,
  plugin text not null,
  settings {json} not null,
  updated_at bigint not null,
  unique (service_id, plugin)
);

create table service_plugin (
  id {id},
  service_id bigint not null,
  plugin text not null,
  enabled integer not null,
  changed_at bigint not null,
  unique (service_id, plugin)
);

create table inbox (
  id {id},
  service_id bigint not null references service(id),
  channel text not null,
  address text not null,
  name text not null,
  hook_key text not null unique,
  settings {json} not null default '{}',
  secrets {json} not null default '{}',
  state text not null default 'active' check (state in ('active', 'paused', 'needs_reauth', 'disabled')),
  state_reason text,
  paused_until bigint,
  cursor_value text,
  created_at bigint not null,
  unique (channel, address)
);
create index inbox_service on inbox (service_id);

create table customer (
  id {id},
  service_id bigint not null references service(id),
  number text not null,
  name text not null default '',
  created_at bigint not null,
  unique (service_id, number)
);

create table customer_identity (
  id {id},
  service_id bigint not null,
  customer_id bigint not null references customer(id),
  scheme text not null,
  address text not null,
  display_name text not null default '',
  created_at bigint not null,
  unique (service_id, scheme, address)
);
create index customer_identity_customer on customer_identity (service_id, customer_id);

create table ticket (
  id {id},
  service_id bigint not null references service(id),
  number text not null,
  subject text not null,
  state text not null default 'unassigned' check (state in ('unassigned', 'in_progress', 'on_hold', 'solved', 'closed', 'spam')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  channel text not null,
  inbox_id bigint references inbox(id),
  customer_id bigint not null references customer(id),
  group_id bigint,
  assignee_id bigint,
  solve_reason text,
  reopened integer not null default 0,
  follows_id bigint,
  version integer not null default 1,
  last_message_id bigint,
  created_at bigint not null,
  updated_at bigint not null,
  solved_at bigint,
  closed_at bigint,
  unique (service_id, number)
);
create index ticket_recent on ticket (service_id, updated_at desc, id desc);
create index ticket_state_recent on ticket (service_id, state, updated_at desc, id desc);
create index ticket_assignee on ticket (service_id, assignee_id, state, updated_at desc, id desc);
create index ticket_group on ticket (service_id, group_id, updated_at desc, id desc);
create index ticket_customer on ticket (service_id, customer_id, id desc);

create table message (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null references ticket(id),
  kind text not null check (kind in ('customer', 'reply', 'note', 'quiet')),
  author_type text not null check (author_type in ('customer', 'member', 'trigger', 'system')),
  author_id bigint,
  sender {json},
  recipients {json},
  subject text,
  html text not null,
  text text not null,
  quoted_html text,
  warnings {json},
  external_id text,
  raw_id bigint,
  created_at bigint not null
);
create index message_ticket on message (service_id, ticket_id, id);

create table attachment (
  id {id},
  service_id bigint not null,
  message_id bigint,
  member_id bigint,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  file text not null,
  inline_id text,
  created_at bigint not null
);
create index attachment_message on attachment (service_id, message_id);

create table message_reference (
  id {id},
  service_id bigint not null,
  inbox_id bigint not null,
  reference text not null,
  ticket_id bigint not null,
  unique (service_id, inbox_id, reference)
);

create table ticket_event (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  type text not null,
  origin text not null,
  actor_id bigint,
  chain text not null,
  data {json} not null,
  created_at bigint not null
);
create index ticket_event_ticket on ticket_event (service_id, ticket_id, id);

create table raw_inbound (
  id {id},
  service_id bigint not null,
  inbox_id bigint not null references inbox(id),
  external_id text not null,
  headers {json} not null,
  body {bytes},
  file text,
  bytes bigint not null,
  state text not null default 'stored' check (state in ('stored', 'imported', 'duplicate', 'skipped', 'quarantined')),
  reason text,
  attempts integer not null default 0,
  lease_until bigint,
  ticket_id bigint,
  received_at bigint not null,
  handled_at bigint
);
create index raw_inbound_pending on raw_inbound (state, id);
create index raw_inbound_inbox on raw_inbound (service_id, inbox_id, id);

create table inbound_fact (
  id {id},
  service_id bigint not null,
  inbox_id bigint not null,
  kind text not null,
  external_id text not null,
  raw_id bigint not null,
  unique (service_id, inbox_id, kind, external_id)
);

create table delivery (
  id {id},
  service_id bigint not null,
  inbox_id bigint not null references inbox(id),
  ticket_id bigint,
  message_id bigint,
  receipt_key text,
  recipients {json} not null,
  subject text not null,
  html text not null,
  automatic integer not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled')),
  error_code text,
  error_detail text,
  external_id text,
  attempts integer not null default 0,
  next_at bigint not null,
  lease_until bigint,
  created_at bigint not null,
  updated_at bigint not null,
  unique (service_id, receipt_key)
);
create index delivery_due on delivery (state, next_at, id);
create index delivery_ticket on delivery (service_id, ticket_id);
create index delivery_external on delivery (service_id, inbox_id, external_id);

create table delivery_attempt (
  id {id},
  service_id bigint not null,
  delivery_id bigint not null references delivery(id),
  number integer not null,
  started_at bigint not null,
  finished_at bigint,
  outcome text,
  error_code text,
  certainty text,
  detail text,
  external_id text,
  unique (service_id, delivery_id, number)
);

create table trigger_rule (
  id {id},
  service_id bigint not null references service(id),
  title text not null,
  position integer not null,
  state text not null default 'on' check (state in ('on', 'off', 'shadow')),
  events {json} not null,
  conditions {json} not null,
  actions {json} not null,
  broken text,
  version integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
create index trigger_rule_order on trigger_rule (service_id, position);

create table trigger_evaluation (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  event_key text not null,
  event_name text not null,
  chain text not null,
  results {json} not null,
  created_at bigint not null,
  unique (service_id, event_key)
);
create index trigger_evaluation_ticket on trigger_evaluation (service_id, ticket_id, id);

create table trigger_receipt (
  id {id},
  service_id bigint not null,
  ticket_id bigint not null,
  event_key text not null,
  trigger_id bigint not null,
  trigger_version integer not null,
  action_index integer not null,
  action_type text not null,
  state text not null check (state in ('done', 'failed', 'shadow')),
  outcome {json} not null,
  created_at bigint not null,
  unique (service_id, event_key, trigger_id, action_index)
);
create index trigger_receipt_ticket on trigger_receipt (service_id, ticket_id, id);

create table outbox_event (
  id {id},
  service_id bigint not null,
  name text not null,
  payload {json} not null,
  created_at bigint not null
);

create table job (
  id {id},
  service_id bigint,
  organisation_id bigint,
  name text not null,
  dedupe_key text,
  payload {json} not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  run_at bigint not null,
  attempts integer not null default 0,
  lease_until bigint,
  error text,
  created_at bigint not null,
  finished_at bigint
);
create index job_due on job (state, run_at, id);
create unique index job_dedupe on job (name, dedupe_key) where dedupe_key is not null and state = 'waiting';

create table idempotency_key (
  id {id},
  service_id bigint not null,
  member_id bigint not null,
  key text not null,
  request_hash text not null,
  status integer,
  response {json},
  created_at bigint not null,
  unique (service_id, member_id, key)
);

create table installation (
  name text primary key,
  value text not null
);
