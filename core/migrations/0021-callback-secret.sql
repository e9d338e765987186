-- What a service signs its calls of web addresses with. `previous` signs beside it for a day after `renewed_at`.
create table callback_secret (
  id {id},
  service_id bigint not null unique references service(id),
  sealed text not null,
  previous text,
  renewed_at bigint not null
);
