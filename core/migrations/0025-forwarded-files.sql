-- The message whose attachments go along, of what forwards it.
alter table delivery add column files_of_id bigint;
