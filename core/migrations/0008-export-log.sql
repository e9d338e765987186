-- Who took data out as a file. The service is a column of another name than service_id, since the log is the organisation's.
create table export_log (
  id {id},
  organisation_id bigint not null references organisation(id),
  at bigint not null,
  about_service bigint,
  service_name text not null default '',
  member_id bigint,
  member_login text not null default '',
  member_name text not null default '',
  ip text not null default '',
  what {json} not null,
  conditions {json} not null
);
create index export_log_organisation on export_log (organisation_id, id);
