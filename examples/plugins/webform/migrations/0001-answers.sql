-- What visitors find on their page. `key` makes a second writing of one answer harmless.
create table webform_answer (
  id {id},
  service_id bigint not null,
  key text not null,
  visitor text not null,
  text text not null,
  written_at bigint not null,
  seen_at bigint,
  unique (service_id, key)
);
create index webform_answer_visitor on webform_answer (service_id, visitor, id);
