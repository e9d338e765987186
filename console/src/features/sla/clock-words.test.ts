import { expect, it } from 'vitest'
import { fromClock, toClock } from './clock-words.js'

it('TKT-18: times of the day are read as people write them, midnight at the end included', () => {
  expect(['9', '09:00', '0900', '18:30', '24:00', ' 7:05 '].map(fromClock)).toEqual([540, 540, 540, 1110, 1440, 425])
  expect(['25:00', '24:01', '9:60', 'nine', ''].map(fromClock)).toEqual([null, null, null, null, null])
  expect([toClock(540), toClock(1440)]).toEqual(['09:00', '24:00'])
})
