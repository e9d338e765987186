import { expect, it } from 'vitest'
import type { TicketEvent } from '../../api/types.js'
import { i18n } from '../../i18n/i18n.js'
import { eventWords } from './event-words.js'

const names = { groupName: () => null, agentName: () => null, categoryName: () => null }
const delivery = (state: string, errorCode: string) => ({ type: 'delivery', origin: 'channel', actor: null, data: { deliveryId: 1, subject: 'Received T1', state, errorCode, detail: null } }) as unknown as TicketEvent

it.each([
  ['ko', '“Received T1”: 보냈을 수 있음 · 전달 여부를 알 수 없습니다.', '“Received T1”: 보내지 못함 · 받는 주소가 없거나 잘못되었습니다.'],
  ['en', '“Received T1”: May have been sent · Whether it arrived is not known.', '“Received T1”: Not sent · The address does not exist or is wrong.'],
] as const)('EML-8: a mail that has no message of its own says on the ticket what became of it, in %s', (language, unknown, failed) => {
  i18n.global.locale.value = language
  expect(eventWords(delivery('unknown', 'outcome.unknown'), names)).toBe(unknown)
  expect(eventWords(delivery('failed', 'recipient.invalid'), names)).toBe(failed)
})
