import { createCore } from '../main.js'
import { createLogger } from '../platform/index.js'
import { UsageError, type Command } from './command.js'

export const search: Command = {
  name: 'search',
  usage: 'rebuild',
  summary: 'Reads every ticket into the search anew',
  help: `rebuild  for when the search does not find what is there, such as after a database was put back from a copy.
         Can be called while the server runs; until it ends, what was found before is still found.`,
  async run({ arguments: words, config, terminal }) {
    if (words.length !== 1 || words[0] !== 'rebuild') throw new UsageError(words[0] === undefined ? 'rebuild?' : `unknown: ${words.join(' ')}`)
    const core = await createCore(config(), createLogger('silent'))
    try {
      let shown = -1
      const total = await core.search.rebuild.run(({ done, total: all }) => {
        const percent = all === 0 ? 100 : Math.floor((done * 100) / all)
        if (percent !== shown) terminal.out(`${String(percent).padStart(3)} %  ${done} of ${all} tickets`)
        shown = percent
      })
      terminal.out(`${total} tickets are in the search.`)
      return 0
    } finally {
      await core.stop()
    }
  },
}
