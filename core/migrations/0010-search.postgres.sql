-- Whose a token is stands in the token: below a policy Postgres would not use the index.
create table search_index (
  ticket_id bigint primary key,
  tokens tsvector not null
);
alter table search_index alter column tokens set statistics 0;
create index search_index_tokens on search_index using gin (tokens) with (gin_pending_list_limit = 512);
