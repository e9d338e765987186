import { fromJson, type EventName, type Jobs } from 'adapters-sdk'
import type { Nodes } from '../nodes/index.js'
import { InFlight, newChain, Poller, within, type Logger } from '../platform/index.js'
import { inScope, systemScope, type Scope, type ScopedDb, type SystemDb } from '../tenancy/index.js'

export type JobRunner = (payload: unknown, signal: AbortSignal) => Promise<void>

interface JobRow { id: number; /** null: the organisation's own. */ service_id: number | null; organisation_id: number; name: string; payload: unknown; attempts: number }

const LEASE_MS = 5 * 60_000
/** Ended before its lease does, so that nobody else runs it at the same time. */
const JOB_MS = LEASE_MS - 30_000
const BATCH = 20
/** Jobs under way at a time; several that hang must leave room for the others. */
const ROOM = 64
const PATIENCE_MS = 1000
const MAX_ATTEMPTS = 10
const WAKE = 'oc_jobs'
/** Whoever was too slow changes nothing of a job that another one has claimed since. */
const MINE = "id = :id and attempts = :attempts and state = 'waiting'"

/** Work that must happen after commit: rows with a lease, an attempt count and a back-off, the same on both engines. */
export class JobQueue implements Jobs {
  readonly #runners = new Map<string, JobRunner>()
  /** Of those whose jobs may not all be under way: how many are, and how many may be. */
  readonly #limited = new Map<string, { running: number; readonly atOnce: number }>()
  readonly #listeners = new Map<EventName, { readonly name: string; readonly concerns: (payload: unknown) => boolean }[]>()
  readonly #poller: Poller
  readonly #running = new InFlight(() => this.#poller.wake())
  readonly #stopping = new AbortController()

  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly nodes: Nodes,
    readonly log: Logger,
    readonly now: () => number,
  ) {
    nodes.claims({ free: "update job set lease_until = null where state = 'waiting' and attempts < :tries", params: { tries: MAX_ATTEMPTS } })
    this.#poller = new Poller(() => this.#runBatch(), 1000, (error) => log.error({ err: error }, 'jobs could not be claimed'))
  }

  /** Names the code behind a job; must be done on every node before `start`. `atOnce`: none is claimed while so many of them are under way, so that others are not kept waiting. */
  handle(name: string, runner: JobRunner, { atOnce }: { readonly atOnce?: number } = {}): void {
    if (this.#runners.has(name)) throw new Error(`The job ${name} is registered twice.`)
    this.#runners.set(name, runner)
    if (atOnce !== undefined) this.#limited.set(name, { running: 0, atOnce })
  }

  /** A durable listener is a job per event that concerns it. `id` is unique per event: `email.purge-drafts`. */
  listen(event: EventName, id: string, runner: JobRunner, concerns: (payload: unknown) => boolean = () => true): void {
    const name = `on:${event}:${id}`
    this.handle(name, runner)
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), { name, concerns }])
  }

  async enqueue(name: string, payload: unknown, options: { readonly runAt?: number; readonly key?: string } = {}): Promise<void> {
    await this.#insert([name], payload, options)
  }

  async enqueueListeners(event: EventName, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const names = (this.#listeners.get(event) ?? []).filter(({ concerns }) => concerns(payload)).map(({ name }) => name)
    if (names.length > 0) await this.#insert(names, payload, {})
  }

  start(): void {
    this.#poller.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#poller.stop()
    await this.#running.end(PATIENCE_MS)
  }

  /** Other nodes' jobs and our own wake the same poller. */
  watch(listen: (channel: string, handler: (message: string) => void) => Promise<() => Promise<void>>): Promise<() => Promise<void>> {
    return listen(WAKE, () => this.#poller.wake())
  }

  async #insert(names: readonly string[], payload: unknown, options: { readonly runAt?: number; readonly key?: string }): Promise<void> {
    const createdAt = this.now()
    const rows = names.map((name) => ({ name, payload: JSON.stringify(payload ?? null), dedupe_key: options.key ?? null, run_at: options.runAt ?? createdAt, created_at: createdAt }))
    await this.db.later(this.db.insertIgnore('job', rows))
    if ((options.runAt ?? createdAt) <= createdAt) await this.db.later(this.db.notify(WAKE, ''))
  }

  async #runBatch(): Promise<boolean> {
    const names = [...this.#runners.keys()].filter((name) => !this.#isFull(name))
    const room = Math.min(BATCH, ROOM - this.#running.size)
    if (names.length === 0 || room <= 0) return false
    const jobs = await systemScope('claim due jobs of every service', () => this.#claim(names, room))
    for (const job of jobs) {
      const limited = this.#limited.get(job.name)
      if (limited) limited.running++
      this.#running.begin(() => this.#run(job).finally(() => limited && limited.running--))
    }
    return jobs.length === room
  }

  #isFull(name: string): boolean {
    const limited = this.#limited.get(name)
    return limited !== undefined && limited.running >= limited.atOnce
  }

  #claim(names: readonly string[], room: number): Promise<JobRow[]> {
    const now = this.now()
    const locked = this.system.kind === 'postgres' ? 'for update skip locked' : ''
    return this.system.all<JobRow>(
      `update job set lease_until = :lease, claimed_by = :node, attempts = attempts + 1 where id in (
         select id from job where state = 'waiting' and run_at <= :now and name in (:names) and (lease_until is null or lease_until < :now) order by run_at, id limit :room ${locked})
       returning id, service_id, coalesce(organisation_id, (select organisation_id from service s where s.id = job.service_id)) as organisation_id, name, payload, attempts`,
      { now, lease: now + LEASE_MS, node: this.nodes.id, names, room },
    )
  }

  async #run(job: JobRow): Promise<void> {
    const scope: Scope = { kind: job.service_id === null ? 'organisation' : 'service', organisationId: job.organisation_id, serviceId: job.service_id ?? 0, cause: { origin: 'system', chain: newChain(), depth: 0 } }
    const late = AbortSignal.timeout(JOB_MS)
    const signal = AbortSignal.any([this.#stopping.signal, late])
    try {
      await within(inScope(scope, () => this.#runners.get(job.name)!(fromJson(job.payload), signal)), late, () => new Error(`the job ${job.name} did not end in time`))
      await systemScope('end a job', () => this.system.run(`delete from job where ${MINE}`, { id: job.id, attempts: job.attempts }))
    } catch (error) {
      await this.#failed(job, error).catch((failure: unknown) => this.log.error({ err: failure, jobId: job.id }, 'a job could not be marked as failed'))
    }
  }

  async #failed(job: JobRow, error: unknown): Promise<void> {
    const failed = job.attempts >= MAX_ATTEMPTS
    this.log[failed ? 'error' : 'warn']({ err: error, job: job.name, jobId: job.id, attempt: job.attempts }, failed ? 'job given up' : 'job failed, will be tried again')
    const now = this.now()
    await systemScope('put a failed job back', () =>
      this.system.run(`update job set state = :state, error = :error, lease_until = null, finished_at = :finishedAt, run_at = :runAt where ${MINE}`, {
        id: job.id, attempts: job.attempts, state: failed ? 'failed' : 'waiting', error: String(error).slice(0, 1000), finishedAt: failed ? now : null, runAt: now + Math.min(1000 * 2 ** job.attempts, 3_600_000),
      }),
    )
  }
}
