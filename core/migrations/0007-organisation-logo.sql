-- The picture on an organisation's pages: small, so that it travels with the database.
create table organisation_logo (
  organisation_id bigint primary key references organisation(id),
  media_type text not null,
  content {bytes} not null,
  version text not null,
  created_at bigint not null
);
