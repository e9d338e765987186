import { rankText } from '../i18n/rank-text.js'
import type { Command } from './offer-commands.js'

/** What fits the query, the best first: by the words of the command before those of its group. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  if (!query.trim()) return commands
  return commands
    .flatMap((command) => {
      const own = rankText(command.label, query)
      const rank = own !== null ? own + 1 : rankText(`${command.group ?? ''} ${command.label}`, query) === null ? null : 0
      return rank === null ? [] : [{ command, rank }]
    })
    .sort((a, b) => b.rank - a.rank)
    .map(({ command }) => command)
}
