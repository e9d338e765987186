import { fieldCondition, type ListPart } from '../conditions/index.js'

type Engine = 'sqlite' | 'postgres'

/** What lists ask about a field, from the target alone: the same question as triggers'. */
export function listField(target: string, engine: Engine): ListPart | undefined {
  const part = fieldCondition(target)
  if (!part) return undefined
  const { type, label, asks } = part
  return { target, type, label, asks, column: { sql: columnOf(asks, engine) } }
}

/** Where the list of tickets, `t`, has it: what conditions read in memory. Kind and code are words without quotation marks. */
function columnOf(asks: string, engine: Engine): string {
  const [kind, code] = asks.split('.') as [string, string]
  const values = (what: string) => `(select ${what} from {ticket_field_value} v join {ticket_field} f on f.id = v.field_id where v.ticket_id = t.id and f.kind = '${kind}' and f.code = '${code}' and f.deleted_at is null`
  const last = (what: string) => `${values(what)} order by v.id desc limit 1)`
  switch (kind) {
    case 'number':
      return last('v.number_value')
    case 'date':
      return last(engine === 'sqlite' ? "cast(strftime('%s', v.text_value) as integer) * 1000" : 'cast(extract(epoch from cast(v.text_value as timestamp)) * 1000 as bigint)')
    case 'checkbox':
      // One a line, each between two ends of lines.
      return values(`coalesce('\n' || ${engine === 'sqlite' ? 'group_concat' : 'string_agg'}(v.text_value, '\n') || '\n', '')`) + ')'
    case 'file':
      return values('nullif(count(*), 0)') + ')'
    case 'consent':
      return last('1')
    default:
      return last('v.text_value')
  }
}
