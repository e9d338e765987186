import { describe, expect, it } from 'vitest'
import { assertStrong, hashPassword, verifyPassword } from './passwords.js'

describe('passwords', () => {
  it('are hashed with argon2id, 19 MiB and two passes', async () => {
    expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('are the same however the keyboard composes them', async () => {
    const stored = await hashPassword('비밀번호 열두 글자'.normalize('NFD'))
    expect(await verifyPassword(stored, '비밀번호 열두 글자'.normalize('NFC'))).toBe(true)
    expect(await verifyPassword(stored, '비밀번호 열세 글자')).toBe(false)
  })

  it('are never right where there is none', async () => {
    expect(await verifyPassword(null, '')).toBe(false)
  })

  it.each(['short', '123456789', 'password123', 'PASSWORD123', 'aaaaaaaaaaaa', 'jane.the.agent'])('refuses %s', (password) => {
    expect(() => assertStrong(password, 'jane.the.agent')).toThrow('access.weak_password')
  })

  it('takes a sentence, in Korean too', () => {
    expect(() => assertStrong('correct horse battery', 'jane')).not.toThrow()
    expect(() => assertStrong('고양이가 우산을 쓴다', 'jane')).not.toThrow()
  })
})
