-- Mails that left a service without a relay: kept here instead of being sent.
create table email_caught (
  id {id},
  service_id bigint not null,
  inbox_id bigint not null,
  sender text not null,
  recipients {json} not null,
  subject text not null,
  raw {bytes} not null,
  bytes bigint not null,
  received_at bigint not null
);
create index email_caught_service on email_caught (service_id, id);
