-- Every trigger as it was saved each time. It outlives the trigger, since the ledger names versions.
create table trigger_version (
  id {id},
  service_id bigint not null references service(id),
  trigger_id bigint not null,
  version integer not null,
  kind text not null check (kind in ('created', 'changed', 'restored', 'imported', 'switched_off', 'removed')),
  restored_from integer,
  member_id bigint,
  title text not null,
  state text not null check (state in ('on', 'off', 'shadow')),
  events {json} not null,
  conditions {json} not null,
  actions {json} not null,
  wait_state text,
  wait_minutes integer,
  reason {json},
  created_at bigint not null,
  unique (service_id, trigger_id, version)
);
insert into trigger_version (service_id, trigger_id, version, kind, title, state, events, conditions, actions, wait_state, wait_minutes, created_at)
  select r.service_id, r.id, r.version, 'changed', r.title, r.state, r.events, r.conditions, r.actions, r.wait_state, r.wait_minutes, r.updated_at from trigger_rule r;
