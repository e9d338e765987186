-- Where an organisation's members prove who they are: one provider of OpenID Connect. The secret is sealed.
create table sso_provider (
  id {id},
  organisation_id bigint not null unique,
  name text not null,
  discovery_url text not null,
  client_id text not null,
  secret text not null,
  claim text not null,
  attribute text not null check (attribute in ('email', 'login')),
  active integer not null,
  passwords text not null default 'all' check (passwords in ('all', 'admins')),
  worked_at bigint,
  trial {json},
  version bigint not null
);

-- A way to the provider and back. Its state is kept as a hash; the row is used once.
create table sso_attempt (
  state_hash text primary key,
  organisation_id bigint not null,
  browser_hash text not null,
  sealed text not null,
  return_to text not null,
  trial integer not null,
  provider_version bigint not null,
  expires_at bigint not null
);
create index sso_attempt_expiry on sso_attempt (organisation_id, expires_at);

-- Who a provider's subject is among the members, once they have logged in.
create table sso_identity (
  id {id},
  organisation_id bigint not null,
  issuer text not null,
  subject text not null,
  member_id bigint not null,
  linked_at bigint not null,
  unique (organisation_id, issuer, subject),
  unique (organisation_id, issuer, member_id)
);

-- The organisation's own log-in for its customers, as its services can choose it.
create table sso_registration (
  id {id},
  organisation_id bigint not null,
  name text not null,
  login_url text not null,
  status_url text not null,
  sealed_key text not null,
  key_created_at bigint not null,
  previous_key text,
  previous_expires_at bigint,
  version bigint not null,
  unique (organisation_id, name)
);
