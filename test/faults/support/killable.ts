import { setUpOrganisation, spawnServer, type ApiClient, type TestDatabase, type TestServer } from '../../support/index.js'
import { sleep } from './seeded.js'
import { Desk } from './tickets.js'

/** A real server process that tests kill, with the desk of its first service. */
export class Killable {
  private constructor(
    readonly database: Pick<TestDatabase, 'query'>,
    readonly server: TestServer,
    readonly admin: ApiClient,
    readonly desk: Desk,
    readonly address: string,
  ) {}

  static async start(database: Pick<TestDatabase, 'env' | 'query'>, env: Readonly<Record<string, string>> = {}): Promise<Killable> {
    const server = await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn', ...env } })
    try {
      const admin = await setUpOrganisation(server)
      const desk = new Desk(admin, server.smtpPort)
      return new Killable(database, server, admin, desk, await desk.address())
    } catch (error) {
      await server.kill9()
      throw error
    }
  }

  /** Begins `work` and kills the process `ms` after `work` says that now is the moment; resolves when both are over and the next process answers. */
  async killDuring(work: (now: () => void) => Promise<unknown>, ms: number): Promise<void> {
    this.server.prepare()
    let now = () => {}
    const moment = new Promise<void>((resolve) => { now = resolve })
    const working = work(now).catch(() => undefined)
    await moment
    await sleep(ms)
    await this.server.kill9()
    await working
    await this.server.start()
  }

  async count(sql: string, params: readonly unknown[] = []): Promise<number> {
    return Number((await this.database.query<{ n: number }>(sql, params))[0]!.n)
  }
}
