-- Numbers from before are written as new ones are, so that whoever calls again is known; where somebody is known by that already, they stay apart.
update ticket set indexed_version = 0 where customer_id in (select i.customer_id from customer_identity i where i.scheme = 'phone' and (i.address like '+82%' or i.address like '00%'));
update customer_identity set address = '+' || substr(address, 3) where scheme = 'phone' and address like '00%'
  and not exists (select 1 from customer_identity k where k.service_id = customer_identity.service_id and k.scheme = 'phone' and k.address = '+' || substr(customer_identity.address, 3));
update customer_identity set address = '0' || substr(address, 5) where scheme = 'phone' and address like '+820%'
  and not exists (select 1 from customer_identity k where k.service_id = customer_identity.service_id and k.scheme = 'phone' and k.address = '0' || substr(customer_identity.address, 5));
update customer_identity set address = '0' || substr(address, 4) where scheme = 'phone' and address like '+82%' and address not like '+820%'
  and not exists (select 1 from customer_identity k where k.service_id = customer_identity.service_id and k.scheme = 'phone' and k.address = '0' || substr(customer_identity.address, 4));
