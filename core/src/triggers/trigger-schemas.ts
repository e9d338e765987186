import { TICKET_STATES, z } from 'adapters-sdk'
import { conditionPartView, conditionTree, conditionTreeView, conditionValue } from '../conditions/index.js'
import { TRIGGER_STATES } from './trigger-definition.js'
import { VERSION_KINDS } from './trigger-versions.js'

export const localized = z.object({ ko: z.string(), en: z.string() })
const name = z.string().min(1).max(100)
const action = z.object({ type: name, params: z.record(z.string(), z.unknown()).default({}) })
/** At most a year. */
const wait = z.object({ state: z.enum(TICKET_STATES), minutes: z.number().int().min(1).max(525_600) })

export const triggerInput = z.object({
  title: z.string().trim().min(1).max(100),
  state: z.enum(TRIGGER_STATES).default('on'),
  events: z.array(name).min(1).max(20),
  /** For the event that time passed. */
  wait: wait.nullable().default(null),
  conditions: conditionTree,
  actions: z.array(action).min(1).max(20),
})
export const triggerChange = triggerInput.extend({ version: z.number().int() })
export const triggerView = triggerInput.extend({ conditions: conditionTreeView, id: z.number(), position: z.number(), broken: z.string().nullable(), version: z.number(), updatedAt: z.string() })
const MOST_IN_FILE = 1000
export const triggersInFile = z.strictObject({ triggers: z.array(z.unknown()).max(MOST_IN_FILE) })
/** In a file a name that nobody knows is a mistake of whoever wrote it. */
export const triggerInFile = z.strictObject({ ...triggerInput.shape, wait: wait.strict().nullable().default(null), actions: z.array(action.strict()).min(1).max(20) })
const fileText = z.string().min(1).max(1_000_000)
export const triggerFile = z.object({ yaml: fileText })
/** `seen`: by id, the versions that the file was compared with. */
export const triggerImport = z.object({ yaml: fileText, seen: z.record(z.string(), z.number().int()) })
export const fileChanges = z.object({ items: z.array(z.object({ change: z.enum(['added', 'changed', 'same']), before: triggerView.nullable(), after: triggerInput.extend({ conditions: conditionTreeView }) })) })
/** As it stands in the form: not everything need be there. */
export const triggerDraft = triggerInput.extend({ id: z.number().int().nullable(), title: z.string().max(100), events: z.array(name).max(20), actions: z.array(action).max(20) })
const finding = z.object({ code: z.string(), level: z.enum(['error', 'warning']), path: z.string(), text: z.string() })
export const findingsView = z.object({ findings: z.array(finding) })
export const allFindingsView = z.object({ items: z.array(findingsView.extend({ id: z.number() })) })
/** `expected`: the order that was read. */
export const triggerOrder = z.object({ ids: z.array(z.number().int()).max(5000), expected: z.array(z.number().int()).max(5000) })
export const triggerRestore = z.object({ to: z.number().int().min(1), version: z.number().int() })
export const triggerVersionView = triggerInput.extend({
  conditions: conditionTreeView,
  version: z.number(),
  kind: z.enum(VERSION_KINDS),
  restoredFrom: z.number().nullable(),
  by: z.object({ id: z.number(), name: z.string() }).nullable(),
  at: z.string(),
  /** Why the system switched it off. */
  reason: localized.nullable(),
})

export const removedTriggers = z.object({ items: z.array(z.object({ id: z.number(), title: z.string(), version: z.number(), by: z.string().nullable(), at: z.string() })) })

export const partsView = z.object({
  events: z.array(z.object({ name: z.string(), label: localized })),
  conditions: z.array(conditionPartView),
  actions: z.array(z.object({ type: z.string(), label: localized, sentence: localized.optional(), params: z.record(z.string(), z.unknown()) })),
})

export const conditionResult = z.object({ target: z.string(), op: z.string(), value: conditionValue, seen: z.union([z.string(), z.number(), z.boolean(), z.null()]), held: z.boolean() })
export const actionResult = z.object({
  type: z.string(),
  state: z.enum(['done', 'failed', 'shadow']),
  outcome: localized,
  /** What it changed on the ticket. */
  changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })).optional(),
})
