import { AppError, type MemberSignIn as MemberSignInPort, type SignInMember } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { setSessionCookie } from './session-cookie.js'
import type { Sessions } from './sessions.js'
import { visitorOf } from './visitor.js'

interface Row { readonly id: number; readonly login: string; readonly name: string; readonly email: string; readonly disabled_at: number | null; readonly operator: number }

const COLUMNS = 'm.id, m.login, m.name, m.email, m.disabled_at, m.operator'
const ENOUGH_TO_BE_AMBIGUOUS = 2

/** What a plugin signs members in with once it has proof of who they are. */
export class MemberSignIn implements MemberSignInPort {
  constructor(
    readonly db: ScopedDb,
    readonly sessions: Pick<Sessions, 'open'>,
    readonly addresses: Addresses,
  ) {}

  async organisation(): ReturnType<MemberSignInPort['organisation']> {
    const row = await this.db.one<{ domain: string; name: string }>('select o.domain, o.name from organisation o where o.id = :organisation')
    if (!row) throw new AppError('http.not_found')
    return { ...row, url: this.addresses.originOf(row.domain), logInUrl: this.addresses.ofOrganisation(row.domain, '/login') }
  }

  async find(by: Parameters<MemberSignInPort['find']>[0]): Promise<SignInMember[]> {
    const [condition, value] = 'id' in by ? ['m.id = :value', by.id] : 'login' in by ? ['m.login = :value', by.login.trim().toLowerCase()] : ['lower(m.email) = :value', by.email.trim().toLowerCase()]
    const rows = await this.db.all<Row>(`select ${COLUMNS} from {member} m where ${condition} order by m.id limit ${ENOUGH_TO_BE_AMBIGUOUS}`, { value })
    return rows.map(({ disabled_at, operator, ...row }) => ({ ...row, disabled: disabled_at !== null, operator: operator === 1 }))
  }

  async open(memberId: number, request: Parameters<MemberSignInPort['open']>[1]): ReturnType<MemberSignInPort['open']> {
    const [member] = await this.find({ id: memberId })
    if (!member || member.disabled || member.operator) return null
    const { token } = await this.sessions.open({ id: member.id, organisationId: currentScope().organisationId }, visitorOf(request))
    return setSessionCookie(token, this.addresses.publicUrl())
  }
}
