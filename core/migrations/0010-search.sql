-- A ticket whose text_version runs ahead of its indexed_version waits to be put into the search.
alter table ticket add column text_version integer not null default 1;
alter table ticket add column indexed_version integer not null default 0;
create index ticket_unindexed on ticket (id) where indexed_version <> text_version;
create index ticket_created on ticket (service_id, created_at desc, id desc);
