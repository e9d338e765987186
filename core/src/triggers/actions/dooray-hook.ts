import { formMeta, substituteText, z, type Localized, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import { isCallable } from '../calls/request-template.js'
import type { WebCalls } from '../calls/web-calls.js'

const COLOURS = ['red', 'orange', 'green', 'skyblue', 'gray'] as const

const params = z.object({
  url: z.string().trim().min(1).max(500).refine((url) => isCallable(url) && !url.includes('#{'), { params: { ko: 'Dooray에서 만든 인커밍 훅의 주소를 그대로 넣으세요.', en: 'Enter the address of the incoming hook just as Dooray shows it.' } }).meta(
    formMeta({ title: { ko: '훅 주소', en: 'Address of the hook' }, placeholder: { ko: 'https://hook.dooray.com/services/…', en: 'https://hook.dooray.com/services/…' } }),
  ),
  botName: z.string().trim().min(1).max(100).default('OpenContact').meta(formMeta({ title: { ko: '봇 이름', en: 'Name of the bot' } })),
  text: z.string().trim().min(1).max(5000).meta(formMeta({ title: { ko: '내용', en: 'Text' }, format: 'multiline' })),
  title: z.string().trim().max(200).optional().meta(formMeta({ title: { ko: '상자 제목', en: 'Title of the box' } })),
  detail: z.string().trim().max(10_000).optional().meta(formMeta({ title: { ko: '상자 내용', en: 'Text of the box' }, format: 'multiline' })),
  colour: z.enum(COLOURS).default('skyblue').meta(
    formMeta({ title: { ko: '상자 색', en: 'Colour of the box' }, labels: { red: { ko: '빨강', en: 'Red' }, orange: { ko: '주황', en: 'Orange' }, green: { ko: '초록', en: 'Green' }, skyblue: { ko: '하늘색', en: 'Sky blue' }, gray: { ko: '회색', en: 'Gray' } } }),
  ),
})
type DoorayParams = z.output<typeof params>

/** Writes into a Dooray channel through its incoming hook, after commit. */
export class DoorayHook implements TriggerAction<DoorayParams> {
  readonly type = 'dooray.hook'
  readonly label = { ko: 'Dooray 알림', en: 'Notify in Dooray' }
  readonly sentence = { ko: 'Dooray에 알림: “{text}”', en: 'Notify in Dooray: “{text}”' }
  readonly params = params

  constructor(readonly calls: WebCalls) {}

  async run({ facts, triggerId, receiptKey, substitutions }: TriggerActionContext, { url, botName, text, title, detail, colour }: DoorayParams): Promise<Localized> {
    const values = await substitutions()
    const box = title || detail ? { attachments: [{ ...(title && { title: substituteText(title, values) }), ...(detail && { text: substituteText(detail, values) }), color: colour }] } : {}
    await this.calls.enqueue(receiptKey, { ticketId: facts.ticket.id, triggerId, action: this.type }, {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ botName: substituteText(botName, values), text: substituteText(text, values), ...box }),
      signed: false,
      accepts: 'dooray',
    })
    return { ko: 'Dooray 알림을 예약했습니다.', en: 'Dooray will be notified.' }
  }
}
