import { newChain } from '../platform/index.js'
import { inScope } from '../tenancy/index.js'

/** For routes without a session that have found out whose member they are about. */
export function inOrganisation<T>(organisationId: number, memberId: number, work: () => Promise<T>): Promise<T> {
  return inScope({ kind: 'organisation', organisationId, serviceId: 0, cause: { origin: 'agent', actorId: memberId, chain: newChain(), depth: 0 } }, work)
}
