-- When an inbox that is asked for messages, or listened to, is next looked after; also the lease of the node that does it.
alter table inbox add column receive_at bigint not null default 0;
create index inbox_receive on inbox (channel, receive_at);
