import { AppError, formMeta, substituteUrl, z, type Localized, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import { BODY_FORMATS, CONTENT_TYPES, fillBody, isCallable, isJson, readHeaders } from '../calls/request-template.js'
import type { WebCalls } from '../calls/web-calls.js'
import { standardBody } from '../calls/standard-body.js'

const METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'] as const
const WITH_BODY = ['POST', 'PUT', 'PATCH']
const MOST_BYTES = 256 * 1024

const params = z
  .object({
    method: z.enum(METHODS).default('POST').meta(formMeta({ title: { ko: '방식', en: 'Method' }, labels: Object.fromEntries(METHODS.map((name) => [name, { ko: name, en: name }])) })),
    url: z.string().trim().min(1).max(2000).refine(isCallable, { params: { ko: 'http:// 또는 https://로 시작하는 주소여야 하며, 치환코드는 호스트 뒤에만 쓸 수 있습니다.', en: 'An address that begins with http:// or https:// is needed, with codes behind the host only.' } }).meta(
      formMeta({ title: { ko: '주소', en: 'Address' }, placeholder: { ko: 'https://example.com/hooks/tickets', en: 'https://example.com/hooks/tickets' } }),
    ),
    headers: z.string().max(4000).refine((lines) => readHeaders(lines) !== null, { params: { ko: '한 줄에 하나씩 ‘이름: 값’으로 쓰세요. 서명과 연결에 쓰는 헤더는 정할 수 없습니다.', en: 'Write “Name: value”, one a line. Headers of the signature and of the connection cannot be set.' } }).optional().meta(
      formMeta({ title: { ko: '헤더', en: 'Headers' }, description: { ko: '한 줄에 하나씩, 이름: 값', en: 'One a line, name: value' }, format: 'multiline' }),
    ),
    format: z.enum(BODY_FORMATS).default('json').meta(formMeta({ title: { ko: '본문 형식', en: 'Kind of body' }, labels: { json: { ko: 'JSON', en: 'JSON' }, form: { ko: '폼', en: 'Form' }, text: { ko: '텍스트', en: 'Text' } }, showWhen: { method: WITH_BODY } })),
    body: z.string().max(50_000).optional().meta(
      formMeta({ title: { ko: '본문', en: 'Body' }, description: { ko: '비워 두면 티켓과 고객의 정보를 담은 JSON을 보냅니다. 치환코드의 값은 형식에 맞게 바뀝니다.', en: 'Left empty, JSON about the ticket and its customer is sent. Values of codes are written as the kind of body needs it.' }, format: 'multiline', showWhen: { method: WITH_BODY } }),
    ),
  })
  .refine(({ method, format, body }) => !WITH_BODY.includes(method) || format !== 'json' || !body || isJson(body), { path: ['body'], params: { ko: '올바른 JSON이 아닙니다. 치환코드는 따옴표 안에 쓰세요.', en: 'This is not JSON. Write codes between quotation marks.' } })
type CallbackParams = z.output<typeof params>

/** Calls a web address of the manager's choice, signed, after commit. */
export class HttpCallback implements TriggerAction<CallbackParams> {
  readonly type = 'http.callback'
  readonly label = { ko: '웹 주소 호출', en: 'Call a web address' }
  readonly sentence = { ko: '{method} “{url}” 호출', en: 'Call {method} “{url}”' }
  readonly params = params

  constructor(readonly calls: WebCalls) {}

  async run({ facts, triggerId, receiptKey, substitutions }: TriggerActionContext, { method, url, headers, format, body }: CallbackParams): Promise<Localized> {
    const values = await substitutions()
    const sends = WITH_BODY.includes(method)
    const content = !sends ? null : body ? fillBody(body, format, values) : standardBody(facts, values)
    if (content !== null && Buffer.byteLength(content) > MOST_BYTES) throw new AppError('trigger.call_too_large')
    const named = Object.fromEntries(Object.entries(readHeaders(headers ?? '') ?? {}).map(([name, value]) => [name, substituteUrl(value, values)]))
    const target = substituteUrl(url, values)
    await this.calls.enqueue(receiptKey, { ticketId: facts.ticket.id, triggerId, action: this.type }, {
      method,
      url: target,
      headers: { ...(sends ? { 'content-type': CONTENT_TYPES[body ? format : 'json'] } : {}), ...named },
      body: content,
      signed: true,
    })
    const { host } = new URL(target)
    return { ko: `${method} ${host} 호출을 예약했습니다.`, en: `${method} ${host} will be called.` }
  }
}
