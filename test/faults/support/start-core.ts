import { createCore, createLogger, readConfig, type Core } from '@opencontact/core'
import { freePort, setUpOrganisation, type ApiClient, type Engine, type TestDatabase, type TestServer } from '../../support/index.js'

/** The whole application inside the test's process, with a clock that tests can turn forward. */
export interface RunningCore {
  readonly core: Core
  readonly url: string
  readonly smtpPort: number
  /** What it works on. */
  readonly database: Pick<TestDatabase, 'query'>
  /** The first member of the organisation `acme` with its service `help`, signed in. */
  readonly admin: ApiClient
  /** Lets time pass for whatever waits: retries, leases. */
  advance(ms: number): void
  stop(): Promise<void>
}

export async function startCore(engine: Pick<Engine, 'env' | 'query'>, env: Readonly<Record<string, string>> = {}, prepare: (core: Core) => void = () => undefined): Promise<RunningCore> {
  const [smtpPort, catcherPort] = [await freePort(), await freePort()]
  let ahead = 0
  const config = readConfig({ OC_PORT: '0', OC_LOG_LEVEL: 'silent', OC_EMAIL_SMTP_PORT: String(smtpPort), OC_EMAIL_CATCHER_PORT: String(catcherPort), ...engine.env(), ...env })
  const core = await createCore(config, createLogger(config.logLevel), () => Date.now() + ahead)
  prepare(core)
  const { url } = await core.start()
  const token = await core.organisations.setUp.ensureToken()
  const admin = await setUpOrganisation({ url, setupToken: token } as TestServer)
  return {
    core,
    url,
    smtpPort,
    database: engine,
    admin,
    advance(ms) {
      ahead += ms
      core.intake.worker.wake()
      core.channels.dispatcher.wake()
    },
    stop: () => core.stop(),
  }
}
