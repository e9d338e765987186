import { currentScope, SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { sealedText, type PermissionRow, type PermissionState } from './permission-entry.js'

export interface PermissionChange {
  /** Whose right it is. */
  readonly memberId: number
  readonly before: PermissionState | null
  readonly after: PermissionState | null
}

/** Writes down every change of a right, in the transaction that makes it. Nothing here changes or deletes a row (TEN-9). */
export class PermissionLog {
  constructor(
    readonly db: ScopedDb,
    /** Keyed, so that writing to the database is not enough to forge a row. */
    readonly seal: (text: string) => string,
    readonly now: () => number,
  ) {}

  /** As the last part of the transaction, since it makes other changes of the organisation's rights wait. */
  async record({ memberId, before, after }: PermissionChange): Promise<void> {
    const [was, is] = [textOf(before), textOf(after)]
    if (was === is) return
    await this.db.transaction(async () => {
      const target = (await this.#member(memberId))!
      const { kind, serviceId, cause, ip } = currentScope()
      const actor = cause.actorId === undefined ? undefined : await this.#member(cause.actorId)
      const service = kind === 'service' && isOfService(after ?? before!) ? serviceId : null
      const named = service === null ? undefined : await this.db.one<{ name: string }>('select v.name from {service} v where v.id = :id', { id: service })
      const head = await this.#takeHead()
      const row: PermissionRow = {
        number: head.entries,
        at: this.now(),
        about_service: service,
        service_name: named?.name ?? '',
        actor_id: actor?.id ?? null,
        actor_login: actor?.login ?? '',
        actor_name: actor?.name ?? '',
        ip: ip ?? '',
        target_id: target.id,
        target_login: target.login,
        target_name: target.name,
        action: before === null ? 'added' : after === null ? 'removed' : 'changed',
        before_state: was,
        after_state: is,
        previous_hash: head.hash,
      }
      const hash = this.seal(sealedText(row))
      await this.db.insert('permission_log', { ...row, hash })
      await this.db.update('permission_log_head', { hash }, '1 = 1')
    })
  }

  /** Counts one up and holds the head until the transaction ends, so that of two changes at once the second continues the first. */
  async #takeHead(): Promise<{ entries: number; hash: string }> {
    await this.db.insertIgnore('permission_log_head', { entries: 0, hash: '' })
    await this.db.update('permission_log_head', { entries: new SqlExpression('entries + 1') }, '1 = 1')
    return (await this.db.one<{ entries: number; hash: string }>('select h.entries, h.hash from {permission_log_head} h'))!
  }

  #member(id: number): Promise<{ id: number; login: string; name: string } | undefined> {
    return this.db.one<{ id: number; login: string; name: string }>('select m.id, m.login, m.name from {member} m where m.id = :id', { id })
  }
}

/** Being the organisation's admin or shut out of it is not about one service, wherever it was decided. */
function isOfService(state: PermissionState): boolean {
  return state.organisationAdmin === undefined && state.disabled === undefined && state.twoFactor === undefined
}

/** The same right is the same text. */
function textOf(state: PermissionState | null): string | null {
  if (state === null) return null
  const { roles, groups, organisationAdmin, disabled, twoFactor } = state
  return JSON.stringify({ roles: roles && [...roles].sort(), groups: groups && [...groups].sort(), organisationAdmin, disabled, twoFactor })
}
