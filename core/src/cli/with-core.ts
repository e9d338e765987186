import { AppError } from 'adapters-sdk'
import { createCore, type Core } from '../main.js'
import { createLogger } from '../platform/index.js'
import { inScope, type Scope } from '../tenancy/index.js'
import type { CommandContext } from './command.js'

const CAUSE: Scope['cause'] = { origin: 'system', chain: 'operator’s command', depth: 0 }

/** Runs `work` on the installation without serving anything; may be called while the server runs. A refusal is said in words. */
export async function withCore<T>({ config }: Pick<CommandContext, 'config'>, work: (core: Core) => Promise<T>): Promise<T> {
  const core = await createCore(config(), createLogger('silent'))
  try {
    return await work(core)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { title, remedy } = core.errors.describe(error.code, error.values, 'en')
    throw new Error(`${title} ${remedy}`, { cause: error })
  } finally {
    await core.stop()
  }
}

/** In the scope of the organisation with this domain. */
export async function asOrganisation<T>(core: Core, domain: string, work: () => Promise<T>): Promise<T> {
  const found = domain.trim() === '' ? null : await core.access.findOrganisation(domain)
  if (!found) throw new Error(`There is no organisation ${domain}. "opencontact organisation list" shows them.`)
  return inScope({ kind: 'organisation', organisationId: found.id, serviceId: 0, cause: CAUSE }, work)
}

/** What belongs to the installation and to no organisation. */
export function asInstallation<T>(work: () => Promise<T>): Promise<T> {
  return inScope({ kind: 'organisation', organisationId: 0, serviceId: 0, cause: CAUSE }, work)
}
