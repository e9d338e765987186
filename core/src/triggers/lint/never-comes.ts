import type { TriggerDefinition } from '../trigger-definition.js'
import { eachCondition } from './each-condition.js'
import { finding, type Finding } from './finding.js'

/** What there is in the running service. */
export interface Surroundings { readonly deadlines: boolean; readonly channels: readonly string[] }

const OF_DEADLINES = /^sla\.|^ticket\.dueAt$/

/** TRG-7: what it waits for, or asks about, that this service does not have. */
export function neverComes({ events, conditions }: TriggerDefinition, { deadlines, channels }: Surroundings): Finding[] {
  const asked = [...eachCondition(conditions)]
  const due = deadlines ? [] : [...events.entries()].filter(([, name]) => OF_DEADLINES.test(name)).map(([at]) => `events.${at}`).concat(asked.filter(([{ target }]) => OF_DEADLINES.test(target)).map(([, path]) => path))
  const strange = asked.flatMap(([{ target, value }, path]) => {
    const missing = target === 'ticket.channel' ? [value].flat().filter((one) => typeof one === 'string' && one !== '' && !channels.includes(one)) : []
    return missing.length === 0 ? [] : [finding('no_channel', path, missing.join(', '))]
  })
  return [...due.map((path) => finding('no_deadlines', path)), ...strange]
}
