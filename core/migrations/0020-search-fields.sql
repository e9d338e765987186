-- What was filled in is found from now on: tickets that have some are read into the search anew.
update ticket set indexed_version = 0 where id in (select v.ticket_id from ticket_field_value v);
