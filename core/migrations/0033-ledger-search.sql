-- What triggers did, newest first: of one trigger, and of the whole service.
create index trigger_receipt_trigger on trigger_receipt (service_id, trigger_id, state, created_at, id);
create index trigger_receipt_state on trigger_receipt (service_id, state, created_at, id);
create index automatic_message_held on automatic_message (service_id, id) where storm_id is not null;
