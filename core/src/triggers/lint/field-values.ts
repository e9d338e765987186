import type { AskableField } from '../../conditions/index.js'
import type { FieldParams } from '../actions/set-field.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import { finding, type Finding } from './finding.js'

/** TRG-7: a value that a field would refuse each time, because it is none of its choices. */
export function fieldValues({ actions }: CompiledTrigger, fields: readonly AskableField[]): Finding[] {
  return actions.flatMap(({ action, params }, at): Finding[] => {
    if (action.type !== 'ticket.field') return []
    const { field, value = '' } = params as FieldParams
    const options = fields.find(({ kind, code }) => `${kind}.${code}` === field)?.options ?? []
    if (options.length === 0 || value.includes('#{')) return []
    const strange = value.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !options.includes(line))
    return strange.length === 0 ? [] : [finding('not_offered', `actions.${at}.params.value`, strange.map((one) => `“${one}”`).join(', '))]
  })
}
