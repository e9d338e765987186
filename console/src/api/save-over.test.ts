import { expect, it } from 'vitest'
import { question } from '../kit/confirm.js'
import { ApiError } from './api-error.js'
import { saveOver } from './save-over.js'

const meanwhile = (now: number) => new ApiError(409, 'fields.changed_meanwhile', '', '', {}, { now })
/** Somebody else saved once: 4 is what stands there. */
const write = async (seen: number) => {
  if (seen !== 4) throw meanwhile(4)
  return 'written'
}
const answered = async (yes: boolean) => {
  while (!question.value) await Promise.resolve()
  question.value.answer(yes)
}

it('saves over what somebody else saved once one has said so', async () => {
  const [saved] = await Promise.all([saveOver(3, write), answered(true)])
  expect(saved).toBe('written')
})

it('leaves theirs where one keeps one’s own in the form', async () => {
  const [refused] = await Promise.allSettled([saveOver(3, write), answered(false)])
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'fields.changed_meanwhile' } })
})

it('asks nobody about other refusals', async () => {
  await expect(saveOver(3, () => Promise.reject(new ApiError(400, 'fields.code_taken', '', '')))).rejects.toMatchObject({ code: 'fields.code_taken' })
  expect(question.value).toBeNull()
})
