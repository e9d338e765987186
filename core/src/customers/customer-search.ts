import type { ScopedDb } from '../tenancy/index.js'
import type { CustomerRecord, CustomerRecords } from './customer-records.js'

const SHOWN = 20

/** Whom somebody means who types a part of a name, a number, an address or a key. */
export async function searchCustomers(db: ScopedDb, records: CustomerRecords, query: string): Promise<CustomerRecord[]> {
  const text = query.normalize('NFC').trim().toLowerCase()
  if (text === '') return []
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const digits = text.replace(/\D/g, '')
  const phone = digits.length >= 3 && /^[\d\s()+.-]+$/.test(text) ? ` or (i.scheme = 'phone' and i.address like :phone)` : ''
  const rows = await db.all<{ id: number }>(
    `select c.id from {customer} c where c.merged_into_id is null and (lower(c.number) = :text or lower(c.name) like :like escape '\\'
       or exists (select i.id from {customer_identity} i where i.customer_id = c.id and (lower(i.address) like :like escape '\\'${phone}))
       or exists (select v.id from {customer_value} v where v.customer_id = c.id and (lower(v.value) like :like escape '\\'${phone.replaceAll('i.scheme', 'v.kind').replaceAll('i.address', 'v.value')})))
     order by c.id desc limit ${SHOWN}`,
    { text, like, ...(phone ? { phone: `%${digits.replace(/^0/, '')}%` } : {}) },
  )
  return records.load(rows.map((row) => row.id))
}
