import { TICKET_STATES, z } from 'adapters-sdk'
import { cursorQuery } from '../../http/index.js'
import { TRIGGER_STATES } from '../trigger-definition.js'
import { actionResult, conditionResult, localized } from '../trigger-schemas.js'
import { VERSION_KINDS } from '../trigger-versions.js'
import { OUTCOMES } from './ledger-search.js'
import { RAN_STATES } from './ran-state.js'
import { MAIL_STATES } from './sent-mails.js'
import { ANSWER_STATES } from './trigger-answer.js'

const person = z.object({ id: z.number(), name: z.string() })
export const resultView = z.object({
  triggerId: z.number(),
  title: z.string(),
  version: z.number(),
  /** The trigger's newest version; null: it was removed since. */
  newest: z.number().nullable(),
  state: z.enum(RAN_STATES),
  /** Why it did not run, where its conditions are not the reason. */
  reason: localized.nullable(),
  /** The trigger whose change let it be looked at; null: the event itself. */
  wokenBy: z.object({ id: z.number(), title: z.string() }).nullable(),
  conditions: z.array(conditionResult),
  /** The places of the conditions that decided, where they did not hold. */
  decided: z.array(z.number()),
  actions: z.array(actionResult.extend({ mails: z.array(z.object({ to: z.string(), state: z.enum(MAIL_STATES) })) })),
})
/** An event with the triggers that ran or could not, as it happened. */
const evaluation = z.object({ id: z.number(), event: z.string(), at: z.string(), triggers: z.array(resultView), /** How many were asked whose conditions did not hold. */ missed: z.number() })
const page = { next: z.string().nullable() }

export const whyView = z.object({ evaluations: z.array(evaluation), ...page })
export const missedView = z.object({ missed: z.array(resultView) })
export const ledgerView = z.object({ items: z.array(evaluation.extend({ ticket: z.object({ number: z.string(), subject: z.string() }) })), ...page, /** How far back was looked, where the page is not full. */ searchedTo: z.string().nullable() })
export const namesView = z.object({ items: z.array(z.object({ id: z.number(), title: z.string(), state: z.enum([...TRIGGER_STATES, 'removed']) })) })
export const answersView = z.object({
  trigger: z.object({ id: z.number(), title: z.string(), state: z.enum([...TRIGGER_STATES, 'removed']), newest: z.number() }),
  answers: z.array(
    z.object({
      id: z.number(),
      event: z.string(),
      at: z.string(),
      state: z.enum(ANSWER_STATES),
      result: resultView.nullable(),
      /** As the trigger stood then; where that is the reason, what made it so. */
      version: z
        .object({
          version: z.number(),
          kind: z.enum(VERSION_KINDS),
          at: z.string(),
          by: person.nullable(),
          events: z.array(z.string()),
          wait: z.object({ state: z.enum(TICKET_STATES), minutes: z.number() }).nullable(),
          /** Why the system switched it off. */
          reason: localized.nullable(),
        })
        .nullable(),
      /** What it would have been asked and said as it stands now, before any trigger ran; null: that is known, or cannot be. */
      now: z.object({ listens: z.boolean(), held: z.boolean(), conditions: z.array(conditionResult), decided: z.array(z.number()) }).nullable(),
    }),
  ),
  ...page,
})

const time = z.iso.datetime({ offset: true }).transform(Date.parse).optional()
export const ledgerQuery = z.object({
  ...cursorQuery,
  trigger: z.coerce.number().int().optional(),
  ticket: z.string().trim().max(50).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  event: z.string().max(100).optional(),
  from: time,
  to: time,
})
