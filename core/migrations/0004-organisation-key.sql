-- Keys that other systems prove with that they are the organisation's; sealed, since they sign requests.
create table organisation_key (
  id {id},
  organisation_id bigint not null references organisation(id),
  sealed text not null,
  created_at bigint not null,
  expires_at bigint
);
create index organisation_key_organisation on organisation_key (organisation_id, id);
create unique index organisation_key_present on organisation_key (organisation_id) where expires_at is null;
