-- What triggers were asked at each event, whether or not one listened, for as long as it can be rehearsed. The message's text is not copied.
alter table trigger_evaluation add column depth integer not null default 0;
alter table trigger_evaluation add column only_id bigint;
alter table trigger_evaluation add column message_id bigint;
alter table trigger_evaluation add column facts {json};
create index trigger_evaluation_time on trigger_evaluation (service_id, created_at, id);
create index trigger_evaluation_facts on trigger_evaluation (created_at) where facts is not null;

-- Triggers tried on what happened before. `rules` is what is tried; `carried` what a killed process needs to go on at cursor_id.
create table rehearsal (
  id {id},
  service_id bigint not null references service(id),
  member_id bigint not null,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  days integer not null,
  trigger_id bigint,
  title text,
  rules {json} not null,
  carried {json} not null,
  from_at bigint not null,
  until_id bigint not null,
  cursor_id bigint not null default 0,
  total integer not null,
  done integer not null default 0,
  created_at bigint not null,
  finished_at bigint
);
create index rehearsal_service on rehearsal (service_id, id);

-- What one trigger would have done at one event, and how that differs from what it did.
create table rehearsal_result (
  id {id},
  service_id bigint not null,
  rehearsal_id bigint not null references rehearsal(id),
  event_id bigint not null,
  event_name text not null,
  ticket_id bigint not null,
  trigger_id bigint not null,
  title text not null,
  state text not null,
  live text not null check (live in ('same', 'new', 'gone', 'other')),
  follows integer not null,
  messages integer not null,
  cost bigint not null,
  detail {json} not null,
  created_at bigint not null
);
create index rehearsal_result_trigger on rehearsal_result (service_id, rehearsal_id, trigger_id, id);
create index rehearsal_result_ticket on rehearsal_result (service_id, rehearsal_id, ticket_id, id);
