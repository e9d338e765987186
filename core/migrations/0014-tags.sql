-- Words on a ticket, as one text: `,deposit,vip,`; empty where there are none.
alter table ticket add column tags text not null default '';
create index ticket_tagged on ticket (service_id, id desc) where tags <> '';
