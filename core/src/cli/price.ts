import { priceStepsSchema, type Price, type Prices } from '../billing/index.js'
import type { Core } from '../main.js'
import { choose, expectArguments, UsageError, type Command, type CommandContext, type Terminal } from './command.js'
import { asInstallation, withCore } from './with-core.js'

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

export const price: Command = {
  name: 'price',
  usage: 'show | set <code> <YYYY-MM> <above>:<won> …',
  summary: 'Shows the price table, or sets a price from a month to come on',
  help: `show  every price there was and will be: what it is for, since when, and the won of a unit beyond so many
set   from the first of the month on, which must not have begun; the steps go up, the first from 0, with up to three
      decimals of a won. What was billed stays as it was billed; the same month can be set again until it begins.

opencontact price set ticket.case 2030-01 0:0 2999:50       nothing for the first 2,999 cases of a month, then 50 won each
opencontact price set knowledge.service 2030-01 0:30000     30,000 won a month for each service that has it`,
  run: (context) => choose(context, { show, set }),
}

function show(context: CommandContext): Promise<number> {
  expectArguments(context.arguments, 0)
  return withCore(context, async (core) => {
    print(await pricesOf(core).all(), context.terminal)
    return 0
  })
}

function set(context: CommandContext): Promise<number> {
  const [code, month, ...words] = context.arguments
  if (code === undefined || month === undefined || words.length === 0) throw new UsageError('expected a code, a month and at least one step')
  if (!MONTH.test(month)) throw new UsageError(`a month is written YYYY-MM, not ${month}`)
  const steps = priceStepsSchema.safeParse(words.map(stepOf))
  if (!steps.success) throw new UsageError(steps.error.issues.map(({ message }) => message).join('\n'))
  return withCore(context, async (core) => {
    const prices = pricesOf(core)
    await prices.set(code, month, steps.data)
    print((await prices.all()).filter((one) => one.code === code), context.terminal)
    return 0
  })
}

/** Each call in a scope that belongs to nobody. */
function pricesOf({ billing: { prices } }: Core): { all(): Promise<Price[]>; set: Prices['set'] } {
  return { all: () => asInstallation(() => prices.all()), set: (...given) => asInstallation(() => prices.set(...given)) }
}

function stepOf(word: string): { above: number; thousandths: number } {
  const match = /^(\d{1,9}):(\d{1,9})(?:\.(\d{1,3}))?$/.exec(word)
  if (!match) throw new UsageError(`a step is written ABOVE:WON, like 2999:50 or 0:1.5, not ${word}`)
  return { above: Number(match[1]), thousandths: Number(match[2]) * 1000 + Number((match[3] ?? '').padEnd(3, '0')) }
}

function print(prices: readonly Price[], terminal: Terminal): void {
  const width = Math.max(0, ...prices.map(({ code }) => code.length))
  for (const { code, validFrom, steps } of prices) terminal.out(`${code.padEnd(width)}  ${validFrom}  ${steps.map(({ above, thousandths }) => `${above}:${thousandths / 1000}`).join(' ')}`)
}
