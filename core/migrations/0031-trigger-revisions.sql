-- Counts what is done to the triggers of a service, so that an event need not read them all and the ledger can say which there were. The stamp is never used twice, unlike the number after a rollback.
create table trigger_revision (
  id {id},
  service_id bigint not null unique references service(id),
  revision integer not null,
  stamp text not null
);
insert into trigger_revision (service_id, revision, stamp) select s.id, 1, '' from service s;

-- From which revision on it stood so.
alter table trigger_version add column revision integer not null default 0;

-- Which triggers an event met, and those of them whose conditions did not hold; null: from before, all are in results.
alter table trigger_evaluation add column rules_revision integer;
alter table trigger_evaluation add column missed {json};
