import { CHOICE_LISTS, z } from 'adapters-sdk'
import type { ConditionPart } from './compile-conditions.js'
import { operatorsOf } from './operators.js'

const localized = z.object({ ko: z.string(), en: z.string() })
const choice = z.object({ value: z.string(), label: localized })

/** What the console's condition builder needs to know of a target. */
export const conditionPartView = z.object({
  target: z.string(),
  type: z.enum(['text', 'choice', 'number', 'time', 'flag', 'tags', 'options']),
  label: localized,
  help: localized.optional(),
  operators: z.array(z.object({ op: z.string(), label: localized, takes: z.enum(['none', 'one', 'list']) })),
  choices: z.array(choice).optional(),
  choicesFrom: z.enum(CHOICE_LISTS).optional(),
})

export function viewPart(part: ConditionPart): z.input<typeof conditionPartView> {
  return {
    target: part.target,
    type: part.type,
    label: part.label,
    ...(part.help ? { help: part.help } : {}),
    operators: Object.entries(operatorsOf(part)).map(([op, { label, takes }]) => ({ op, label, takes })),
    ...(part.choices ? { choices: [...part.choices] } : {}),
    ...(part.choicesFrom ? { choicesFrom: part.choicesFrom } : {}),
  }
}
