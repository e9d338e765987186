-- Every contract a service ever had: the items that were on from created_at until the next row.
create table contract_change (
  id {id},
  service_id bigint not null references service(id),
  kind text not null check (kind in ('concluded', 'changed', 'operator')),
  items {json} not null,
  member_id bigint,
  created_at bigint not null
);
create index contract_change_service on contract_change (service_id, created_at, id);

-- What one unit beyond the first `above` costs, in thousandths of a won, for months that begin on valid_from or later.
-- A price of a later date replaces all steps of the earlier one.
create table price (
  id {id},
  code text not null,
  valid_from text not null,
  above bigint not null,
  thousandths bigint not null,
  unique (code, valid_from, above)
);
insert into price (code, valid_from, above, thousandths) values
  ('chat.user', '2000-01-01', 0, 10000000),
  ('chat.case', '2000-01-01', 0, 0),
  ('chat.case', '2000-01-01', 2999, 50000),
  ('kakao.case', '2000-01-01', 0, 100000),
  ('ticket.user', '2000-01-01', 0, 10000000),
  ('ticket.case', '2000-01-01', 0, 0),
  ('ticket.case', '2000-01-01', 2999, 50000),
  ('telticket.user', '2000-01-01', 0, 70000000),
  ('telticket.second', '2000-01-01', 0, 0),
  ('telticket.second', '2000-01-01', 360000, 3000),
  ('telticket.second', '2000-01-01', 2400000, 1500),
  ('helpdoc.service', '2000-01-01', 0, 50000000),
  ('endusermanagement.service', '2000-01-01', 0, 250000000),
  ('callback.service', '2000-01-01', 0, 50000000),
  ('reinquiryrate.service', '2000-01-01', 0, 10000000),
  ('smssendingstatus.service', '2000-01-01', 0, 10000000);
