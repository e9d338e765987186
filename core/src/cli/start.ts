import { createCore, type Core } from '../main.js'
import { createLogger, type Logger } from '../platform/index.js'
import { expectArguments, type Command, type Terminal } from './command.js'

const STOP_MS = 10_000

export const start: Command = {
  name: 'start',
  usage: '',
  summary: 'Migrates the database and serves console, API and channels until it is stopped',
  help: `Prints the console's address, the set-up link while there is no organisation yet, and what the plugins listen on.
The log is JSON on standard error. SIGTERM or Ctrl-C stops it: it takes nothing new, finishes what is under way and
ends within ten seconds. The configuration comes from the environment; docs/running.md lists the variables.`,
  async run({ arguments: words, config, terminal }) {
    expectArguments(words, 0)
    const log = createLogger(config().logLevel)
    // A promise that a plugin forgot must not take the others down.
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody was waiting for it'))
    const stopped = stopSignal()
    const core = await createCore(config(), log)
    process.on('uncaughtException', (error) => {
      const plugin = core.plugins.blamed(error)
      log[plugin === null ? 'fatal' : 'error']({ err: error, plugin }, 'an error was thrown where nobody could catch it')
      // What of ours is broken is not known: all that must happen is in rows, and the next start goes on with it.
      if (plugin === null) process.exit(1)
    })
    try {
      const { url, notices } = await core.start()
      await announce(core, url, notices, terminal)
    } catch (error) {
      await core.stop()
      throw error
    }
    await stopped
    return stop(core, log)
  },
}

async function announce(core: Core, url: string, notices: readonly { readonly label: string; readonly value: string }[], terminal: Terminal): Promise<void> {
  const token = await core.organisations.setUp.ensureToken()
  const lines = [
    { label: 'Console', value: url },
    ...(token === null ? [] : [{ label: 'Set-up', value: `${url}/setup?token=${token}` }]),
    ...notices,
    ...(core.config.openSignUp && !core.access.links.mailWorks ? [{ label: 'Problem', value: 'OC_SIGN_UP=open, but nobody can sign up: no mail can be sent. Set OC_EMAIL_RELAY_URL.' }] : []),
    ...core.plugins.problems.map(({ plugin, stage, message }) => ({ label: 'Problem', value: `plugin ${plugin} (${stage}): ${message}` })),
  ]
  const width = Math.max(...lines.map(({ label }) => label.length))
  for (const { label, value } of lines) terminal.out(`${label.padEnd(width)}  ${value}`)
}

/** Resolves at the first signal; the second ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })
}

async function stop(core: Core, log: Logger): Promise<number> {
  const late = setTimeout(() => {
    log.error('not everything ended in time')
    process.exit(1)
  }, STOP_MS - 500)
  late.unref()
  await core.stop()
  clearTimeout(late)
  return 0
}
