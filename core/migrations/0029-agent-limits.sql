-- How many open tickets triggers may give an agent: the service's number, and an agent's own instead of it. null: as many as come.
alter table ticket_setting add column agent_limit integer;
alter table agent add column ticket_limit integer;
