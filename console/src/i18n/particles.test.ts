import { expect, it } from 'vitest'
import { particles } from './particles.js'

it('writes particles as the word before them is read', () => {
  const pairs: [string, string][] = [
    ['“해결”(으)로 변경', '“해결”로 변경'], ['“완료”(으)로 변경', '“완료”로 변경'], ['“보류중”(으)로', '“보류중”으로'],
    ['제목이(가) “환불”을(를)', '제목이 “환불”을'], ['상태이(가) 보류은(는)', '상태가 보류는'], ['기한과(와) 상태과(와)', '기한과 상태와'],
    ['3을(를) 4을(를) 7(으)로 6(으)로', '3을 4를 7로 6으로'], ['“VIP”을(를)', '“VIP”을(를)'], ['을(를)', '을(를)'],
  ]
  for (const [given, wanted] of pairs) expect(particles(given)).toBe(wanted)
})
