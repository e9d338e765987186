-- A second factor at log-in: the shared secret, sealed, and the codes for when the device is lost, as hashes.
create table member_totp (
  member_id bigint primary key references member(id),
  organisation_id bigint not null,
  secret text not null,
  confirmed_at bigint,
  last_step bigint not null default 0
);

create table member_recovery_code (
  code_hash text primary key,
  organisation_id bigint not null,
  member_id bigint not null references member(id),
  used_at bigint
);
create index member_recovery_code_member on member_recovery_code (member_id);
