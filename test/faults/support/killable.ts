import { setUpOrganisation, spawnServer, type ApiClient, type Engine, type TestServer } from '../../support/index.js'
import { sleep } from './seeded.js'
import { Desk } from './tickets.js'

/** A real server process that tests kill, with the desk of its first service. */
export class Killable {
  private constructor(
    readonly engine: Engine,
    readonly server: TestServer,
    readonly admin: ApiClient,
    readonly desk: Desk,
    readonly address: string,
  ) {}

  static async start(engine: Engine): Promise<Killable> {
    const server = await spawnServer({ env: { ...engine.env(), OC_LOG_LEVEL: 'warn' } })
    try {
      const admin = await setUpOrganisation(server)
      const desk = new Desk(admin, server.smtpPort)
      return new Killable(engine, server, admin, desk, await desk.address())
    } catch (error) {
      await server.kill9()
      throw error
    }
  }

  /** Begins `work` and kills the process `ms` after `work` says that now is the moment; resolves when both are over. */
  async killDuring(work: (now: () => void) => Promise<unknown>, ms: number): Promise<void> {
    let now = () => {}
    const moment = new Promise<void>((resolve) => { now = resolve })
    const working = work(now).catch(() => undefined)
    await moment
    await sleep(ms)
    await this.server.kill9()
    await working
  }

  /**
   * A new process on the same data. With Postgres other nodes might be at work on what the dead one had taken,
   * so that it is theirs until the lease ends: here the lease ends at once.
   */
  async restart(): Promise<void> {
    if (this.engine.engine === 'postgres') {
      await this.engine.query("update raw_inbound set lease_until = 1 where state = 'stored'")
      await this.engine.query("update delivery set lease_until = 1 where state = 'sending'")
      await this.engine.query("update job set lease_until = 1 where state = 'waiting'")
    }
    await this.server.start()
  }

  async count(sql: string, params: readonly unknown[] = []): Promise<number> {
    return Number((await this.engine.query<{ n: number }>(sql, params))[0]!.n)
  }
}
