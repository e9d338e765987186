import { ApiClient, PASSWORD, type Engine } from '../../support/index.js'

type Query = Pick<Engine, 'query'>
export interface NewService { readonly organisation: string; readonly code: string }

const now = Date.now()
const firstId = (rows: { id: number }[]) => Number(rows[0]!.id)

/** A member with the password of all test members; an agent of the service when roles are given. */
export async function addMember({ query }: Query, { organisation, code }: NewService, login: string, roles: readonly string[] = [], groupIds: readonly number[] = [], flags: { organisationAdmin?: boolean } = {}): Promise<number> {
  const memberId = firstId(await query<{ id: number }>(
    `insert into member (organisation_id, login, name, email, language, password_hash, organisation_admin, created_at)
     select o.id, ?, ?, ?, 'en', (select m.password_hash from member m where m.password_hash is not null order by m.id limit 1), cast(? as integer), cast(? as bigint) from organisation o where o.domain = ? returning id`,
    [login, `Agent ${login}`, `${login}@${organisation}.example`, flags.organisationAdmin ? 1 : 0, now, organisation],
  ))
  if (roles.length === 0) return memberId
  const serviceId = await serviceIdOf({ query }, { organisation, code })
  await query('insert into agent (service_id, member_id, roles, created_at) values (?, ?, ?, ?)', [serviceId, memberId, JSON.stringify(roles), now])
  for (const groupId of groupIds) await query('insert into agent_group_member (service_id, group_id, member_id, joined_at) values (?, ?, ?, ?)', [serviceId, groupId, memberId, now])
  return memberId
}

export async function serviceIdOf({ query }: Query, { organisation, code }: NewService): Promise<number> {
  return firstId(await query<{ id: number }>('select s.id from service s join organisation o on o.id = s.organisation_id where o.domain = ? and s.code = ?', [organisation, code]))
}

export async function addGroup(database: Query, service: NewService, name: string): Promise<number> {
  const serviceId = await serviceIdOf(database, service)
  return firstId(await database.query<{ id: number }>('insert into agent_group (service_id, name, created_at) values (?, ?, ?) returning id', [serviceId, name, now]))
}

/** One more service, in an organisation that is made when it is not there yet. */
export async function addService({ query }: Query, { organisation, code }: NewService): Promise<void> {
  await query('insert into organisation (name, domain, created_at) values (?, ?, ?) on conflict do nothing', [organisation, organisation, now])
  await query(`insert into service (organisation_id, code, name, language, created_at) select o.id, ?, ?, 'en', cast(? as bigint) from organisation o where o.domain = ?`, [code, `Service ${code} of ${organisation}`, now, organisation])
  const serviceId = await serviceIdOf({ query }, { organisation, code })
  await query('insert into contract_item (service_id, item, active, changed_at) values (?, ?, 1, ?)', [serviceId, 'ticket', now])
  await query('insert into ticket_setting (service_id, undo_seconds, updated_at) values (?, 0, ?)', [serviceId, now])
}

export function signIn(url: string, organisation: string, login: string): Promise<ApiClient> {
  return new ApiClient(url).signIn(login, PASSWORD, organisation)
}
