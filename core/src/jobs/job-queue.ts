import { fromJson, type EventName, type Jobs, type Row } from 'adapters-sdk'
import { mapWithLimit, newChain, Poller, type Logger } from '../platform/index.js'
import { inScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'

export type JobRunner = (payload: unknown, signal: AbortSignal) => Promise<void>

interface JobRow { id: number; service_id: number; organisation_id: number; name: string; payload: unknown; attempts: number }

const LEASE_MS = 5 * 60_000
const BATCH = 20
const CONCURRENCY = 4
const MAX_ATTEMPTS = 10
const WAKE = 'oc_jobs'

/** Work that must happen after commit: rows with a lease, an attempt count and a back-off, the same on both engines. */
export class JobQueue implements Jobs {
  readonly #runners = new Map<string, JobRunner>()
  readonly #listeners = new Map<EventName, string[]>()
  readonly #poller: Poller
  readonly #stopping = new AbortController()

  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly log: Logger,
    readonly now: () => number,
  ) {
    this.#poller = new Poller(() => this.#runBatch(), 1000, (error) => log.error({ err: error }, 'jobs could not be claimed'))
  }

  /** Names the code behind a job; must be done on every node before `start`. */
  handle(name: string, runner: JobRunner): void {
    if (this.#runners.has(name)) throw new Error(`The job ${name} is registered twice.`)
    this.#runners.set(name, runner)
  }

  /** A durable listener is a job per event. `id` is unique per event: `email.purge-drafts`. */
  listen(event: EventName, id: string, runner: JobRunner): void {
    const name = `on:${event}:${id}`
    this.handle(name, runner)
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), name])
  }

  async enqueue(name: string, payload: unknown, options: { readonly runAt?: number; readonly key?: string } = {}): Promise<void> {
    await this.#insert([name], payload, options)
  }

  async enqueueListeners(event: EventName, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const names = this.#listeners.get(event)
    if (names) await this.#insert(names, payload, {})
  }

  async start(): Promise<void> {
    // On SQLite this process is the only one: what the last one had taken and not done is free again at once.
    if (this.system.kind === 'sqlite') await systemScope('free what a killed process had taken', () => this.system.run("update job set lease_until = null where state = 'waiting' and attempts < :tries", { tries: MAX_ATTEMPTS }))
    this.#poller.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#poller.stop()
  }

  /** Other nodes' jobs and our own wake the same poller. */
  watch(listen: (channel: string, handler: (message: string) => void) => Promise<() => Promise<void>>): Promise<() => Promise<void>> {
    return listen(WAKE, () => this.#poller.wake())
  }

  async #insert(names: readonly string[], payload: unknown, options: { readonly runAt?: number; readonly key?: string }): Promise<void> {
    const createdAt = this.now()
    const rows = names.map((name) => ({ name, payload: JSON.stringify(payload ?? null), dedupe_key: options.key ?? null, run_at: options.runAt ?? createdAt, created_at: createdAt }))
    await this.db.insertIgnore('job', rows)
    if ((options.runAt ?? createdAt) <= createdAt) await this.db.notify(WAKE, '')
  }

  async #runBatch(): Promise<boolean> {
    const names = [...this.#runners.keys()]
    if (names.length === 0) return false
    const jobs = await systemScope('claim due jobs of every service', () => this.#claim(names))
    await mapWithLimit(jobs, CONCURRENCY, (job) => this.#run(job))
    return jobs.length === BATCH
  }

  #claim(names: readonly string[]): Promise<JobRow[]> {
    const now = this.now()
    const locked = this.system.kind === 'postgres' ? 'for update skip locked' : ''
    return this.system.all<JobRow>(
      `update job set lease_until = :lease, attempts = attempts + 1 where id in (
         select id from job where state = 'waiting' and run_at <= :now and name in (:names) and (lease_until is null or lease_until < :now) order by run_at, id limit ${BATCH} ${locked})
       returning id, service_id, (select organisation_id from service s where s.id = job.service_id) as organisation_id, name, payload, attempts`,
      { now, lease: now + LEASE_MS, names },
    )
  }

  async #run(job: JobRow): Promise<void> {
    const scope = { kind: 'service', organisationId: job.organisation_id, serviceId: job.service_id, cause: { origin: 'system', chain: newChain(), depth: 0 } } as const
    try {
      await inScope(scope, () => this.#runners.get(job.name)!(fromJson(job.payload), this.#stopping.signal))
      await inScope(scope, () => this.db.delete('job', 'id = :id', { id: job.id }))
    } catch (error) {
      const failed = job.attempts >= MAX_ATTEMPTS
      this.log[failed ? 'error' : 'warn']({ err: error, job: job.name, jobId: job.id, attempt: job.attempts }, failed ? 'job given up' : 'job failed, will be tried again')
      const set: Row = failed
        ? { state: 'failed', error: String(error), finished_at: this.now(), lease_until: null }
        : { error: String(error), lease_until: null, run_at: this.now() + Math.min(1000 * 2 ** job.attempts, 3_600_000) }
      await inScope(scope, () => this.db.update('job', set, 'id = :id', { id: job.id }))
    }
  }
}
