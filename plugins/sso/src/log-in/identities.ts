import { AppError, CLOCK, DB, inject, injectable, MEMBER_SIGN_IN, token, type Clock, type Db, type MemberSignIn, type SignInMember } from 'adapters-sdk'
import type { Provider } from '../provider/provider.js'
import type { Proof } from './oidc.js'

const LONGEST = 254
const PAGE = 50

export interface Link { readonly id: number; readonly subject: string; readonly memberId: number; readonly linkedAt: number }
interface Row { readonly id: number; readonly subject: string; readonly member_id: number; readonly linked_at: number }

export const IDENTITIES = token<Identities>('sso.identities@1')

/** Which member a provider's subject is. The subject decides once it is linked; before, the attribute that the admin chose. */
@injectable()
export class Identities {
  constructor(@inject(DB) private readonly db: Db, @inject(MEMBER_SIGN_IN) private readonly members: MemberSignIn, @inject(CLOCK) private readonly clock: Clock) {}

  async memberFor(provider: Provider, proof: Proof): Promise<SignInMember> {
    const linked = await this.db.one<{ member_id: number }>('select i.member_id from {sso_identity} i where i.issuer = :issuer and i.subject = :subject', { issuer: proof.issuer, subject: proof.subject })
    const found = linked ? await this.members.find({ id: linked.member_id }) : await this.#byAttribute(provider, proof)
    const [member] = found
    if (!member) throw new AppError('sso.member_unknown')
    if (found.length > 1) throw new AppError('sso.member_ambiguous')
    if (member.disabled) throw new AppError('sso.member_disabled')
    if (!linked && (await this.db.one('select i.id from {sso_identity} i where i.issuer = :issuer and i.member_id = :member', { issuer: proof.issuer, member: member.id }))) throw new AppError('sso.linked_otherwise')
    return member
  }

  /** From now on the subject is this member, whatever their address becomes. */
  async link(memberId: number, { issuer, subject }: Proof): Promise<void> {
    await this.db.insertIgnore('sso_identity', { issuer, subject, member_id: memberId, linked_at: this.clock.now() })
    const row = await this.db.one<{ member_id: number }>('select i.member_id from {sso_identity} i where i.issuer = :issuer and i.subject = :subject', { issuer, subject })
    // Two accounts that became one member at the same moment: the first is it.
    if (row?.member_id !== memberId) throw new AppError('sso.linked_otherwise')
  }

  /** Newest first, from below `before`. */
  async list(before: number): Promise<{ readonly items: readonly Link[]; readonly next: number | null }> {
    const rows = await this.db.all<Row>('select i.id, i.subject, i.member_id, i.linked_at from {sso_identity} i where i.id < :before order by i.id desc limit :limit', { before, limit: PAGE + 1 })
    const items = rows.slice(0, PAGE).map((row) => ({ id: row.id, subject: row.subject, memberId: row.member_id, linkedAt: row.linked_at }))
    return { items, next: rows.length > PAGE ? items.at(-1)!.id : null }
  }

  async unlink(id: number): Promise<boolean> {
    return (await this.db.delete('sso_identity', 'id = :id', { id })) === 1
  }

  async #byAttribute({ claim, attribute }: Provider, { value, emailVerified }: Proof): Promise<SignInMember[]> {
    if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST) throw new AppError('sso.claim_missing', { claim })
    if (attribute === 'login') return this.members.find({ login: value })
    if (!emailVerified) throw new AppError('sso.email_unverified')
    return this.members.find({ email: value })
  }
}
