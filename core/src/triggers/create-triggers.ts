import type { Http, Route } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import type { ErrorCatalogue, PluginGate } from '../http/index.js'
import type { JobQueue } from '../jobs/index.js'
import type { Logger, Vault } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { AddNote } from './actions/add-note.js'
import { AssignTicket } from './actions/assign-ticket.js'
import { DoorayHook } from './actions/dooray-hook.js'
import { HttpCallback } from './actions/http-callback.js'
import { GroupTurns } from './actions/next-agent.js'
import { SetCategory } from './actions/set-category.js'
import { SetField } from './actions/set-field.js'
import { SetPriority } from './actions/set-priority.js'
import { SetTags } from './actions/set-tags.js'
import { SetState } from './actions/set-state.js'
import { CallbackSecret } from './calls/callback-secret.js'
import { callbackSecretRoutes } from './calls/callback-secret-routes.js'
import { WebCalls } from './calls/web-calls.js'
import { coreConditions } from './core-conditions.js'
import { coreEvents } from './core-parts.js'
import { Ledger } from './ledger.js'
import { ledgerRoutes } from './ledger/ledger-routes.js'
import { TriggerFiles } from './files/trigger-files.js'
import type { Surroundings } from './lint/never-comes.js'
import { TriggerLint } from './lint/trigger-lint.js'
import { LostReferences } from './lost-references.js'
import type { TriggerForm, TriggerSubstitutions, TriggerTickets } from './ports.js'
import { RehearsalWorker } from './rehearsal/rehearsal-worker.js'
import { rehearsableForm, rehearsableTickets } from './rehearsal/rehearsed-ports.js'
import { rehearsalRoutes } from './rehearsal/rehearsal-routes.js'
import { REHEARSAL_JOB, Rehearsals } from './rehearsal/rehearsals.js'
import { RuleStore } from './rule-store.js'
import { TriggerEditor } from './trigger-editor.js'
import { TriggerEngine } from './trigger-engine.js'
import { TriggerParts } from './trigger-parts.js'
import { TriggerRevision } from './trigger-revision.js'
import { triggerRoutes, type TriggerRouteDependencies } from './trigger-routes.js'
import { TriggerVersions } from './trigger-versions.js'

export interface TriggerDependencies {
  readonly db: ScopedDb
  readonly tickets: TriggerTickets
  readonly substitutions: TriggerSubstitutions
  /** The service's own fields, and filling them in. */
  readonly fields: TriggerRouteDependencies['fields']
  readonly form: TriggerForm
  /** Which channels there are, and whether the service uses deadlines. */
  readonly surroundings: () => Promise<Surroundings>
  readonly gate: PluginGate
  readonly errors: ErrorCatalogue
  readonly jobs: JobQueue
  readonly events: EventOutbox
  /** For the addresses that managers name: guarded, to any host. */
  readonly http: Http
  readonly vault: Vault
  /** What a message costs in thousandths of a won, by channel. */
  readonly messagePrices: () => Promise<ReadonlyMap<string, number>>
  readonly log: Logger
  readonly now: () => number
}
export interface Triggers {
  /** Where plugins add theirs. */
  readonly parts: TriggerParts
  readonly engine: TriggerEngine
  readonly routes: readonly Route[]
}

export function createTriggers({ db, tickets: written, substitutions, fields, form, surroundings, gate, errors, jobs, events, http, vault, messagePrices, log, now }: TriggerDependencies): Triggers {
  const parts = new TriggerParts()
  const tickets = rehearsableTickets(written)
  const secret = new CallbackSecret(db, vault, now)
  const calls = new WebCalls({ db, jobs, events, tickets, http, secret, now })
  parts.add('core', {
    events: coreEvents,
    conditions: coreConditions,
    actions: [new AssignTicket(tickets, new GroupTurns(db)), new SetPriority(tickets), new SetState(tickets), new SetCategory('intake', tickets, db), new SetCategory('handling', tickets, db), new SetTags(tickets), new SetField(tickets, rehearsableForm(form)), new AddNote(tickets), new HttpCallback(calls), new DoorayHook(calls)],
  })
  const revision = new TriggerRevision(db)
  const versions = new TriggerVersions(db, revision, now)
  const lost = new LostReferences(db, parts, versions, now)
  events.follow((gathered) => lost.follow(gathered))
  const ledger = new Ledger(db)
  const engine = new TriggerEngine(db, new RuleStore(db, parts), revision, ledger, tickets, substitutions, gate, errors, log, now)
  const editor = new TriggerEditor(db, parts, versions, events, now)
  const rehearsals = new Rehearsals(db, jobs, editor, now)
  const worker = new RehearsalWorker({ db, gate, errors, substitutions, parts, ledger, jobs, prices: messagePrices, log, now })
  jobs.handle(REHEARSAL_JOB, (payload, signal) => worker.run((payload as { id: number }).id, signal))
  return { parts, engine, routes: [...triggerRoutes({ parts, fields, editor, lint: new TriggerLint(db, parts, fields, surroundings, gate), files: new TriggerFiles(db, parts, editor), gate }), ...ledgerRoutes({ db, versions, ledger, parts }), ...rehearsalRoutes(rehearsals), ...callbackSecretRoutes(secret)] }
}
