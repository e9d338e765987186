import { formMeta, substituteText, z, type Localized, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import type { TriggerForm, TriggerTickets } from '../ports.js'

const params = z.object({
  field: z.string().min(1).refine((field) => /^[a-z_]+\.[a-z][a-z0-9_]*$/.test(field), { params: { ko: '필드를 목록에서 고르세요.', en: 'Choose a field from the list.' } }).meta(formMeta({ title: { ko: '필드', en: 'Field' }, choicesFrom: 'fields' })),
  value: z.string().trim().max(10_000).optional().meta(
    formMeta({ title: { ko: '값', en: 'Value' }, description: { ko: '비워 두면 지웁니다. 여러 개를 고르는 필드는 한 줄에 하나씩 씁니다.', en: 'Left empty, the field is cleared. Where several can be chosen, write one a line.' }, format: 'multiline' }),
  ),
})
export type FieldParams = z.output<typeof params>

/** Of these a value is what was chosen, letter by letter. */
const ONE_OF = ['drop_down', 'radio']

/** Fills in a field of the ticket, as an agent would. */
export class SetField implements TriggerAction<FieldParams> {
  readonly type = 'ticket.field'
  readonly label = { ko: '필드 값 변경', en: 'Fill in a field' }
  readonly sentence = { ko: '“{field}” 필드[에 “{value}” 입력| 비우기]', en: '[Fill “{value}” into “{field}”|Clear “{field}”]' }
  readonly params = params

  constructor(
    readonly tickets: TriggerTickets,
    readonly form: Pick<TriggerForm, 'enter'>,
  ) {}

  /** What a code stands for, and how the field would write it, cannot be said beforehand. */
  sets({ field, value = '' }: FieldParams): TicketSetting[] {
    const [kind, code] = field.split('.') as [string, string]
    if (value === '') return [{ field: `field.${code}`, to: null }]
    return [{ field: `field.${code}`, ...(ONE_OF.includes(kind) && !value.includes('#{') && { to: value }) }]
  }

  async run({ facts: { ticket }, substitutions }: TriggerActionContext, { field, value = '' }: FieldParams): Promise<Localized> {
    const [kind, code] = field.split('.') as [string, string]
    const text = value.includes('#{') ? substituteText(value, await substitutions()) : value
    const entered = text === '' ? null : kind === 'checkbox' ? text.split('\n').map((line) => line.trim()).filter((line) => line !== '') : text
    const changes = await this.form.enter(ticket, { [code]: entered }, { by: 'agent', complete: null })
    await this.tickets.fieldsChanged(ticket.id, ticket.number, changes)
    return entered === null ? { ko: `[${code}] 필드를 지웠습니다.`, en: `The field ${code} was cleared.` } : { ko: `[${code}] 필드에 값을 넣었습니다.`, en: `The field ${code} was filled in.` }
  }
}
