-- What was filled into the customer fields of the issue service.
alter table issues_transfer add column fields {json} not null default '{}';
