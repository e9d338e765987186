-- Which message is known by it, so that answers follow the message when it goes to another ticket; null: from before, or a whole conversation.
alter table message_reference add column message_id bigint;
create index message_reference_message on message_reference (service_id, message_id) where message_id is not null;
