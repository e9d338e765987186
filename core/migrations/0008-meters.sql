-- What a service is charged for by its number; the price of a code is in the price table. Plugins declare more in their manifests.
create table meter (
  code text primary key,
  item text not null,
  name_ko text not null,
  name_en text not null,
  position integer not null
);
insert into meter (code, item, name_ko, name_en, position) values
  ('chat.case', 'chat', '채팅 처리건', 'Chats handled', 1),
  ('kakao.case', 'chat', '상담톡 처리건', 'KakaoTalk chats handled', 2),
  ('ticket.case', 'ticket', '티켓 처리건', 'Tickets handled', 3),
  ('telticket.second', 'telticket', '통화 시간', 'Talk time', 4);
update metering set kind = 'ticket.case' where kind = 'ticket';
-- The month in which a service is terminated is the last that is charged.
alter table service add column terminated_at bigint;
