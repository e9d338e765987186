import { hash, verify } from '@node-rs/argon2'
import { AppError, z } from 'adapters-sdk'

/** argon2id with 19 MiB and two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Of a random password that nobody kept: a log-in of nobody costs what anybody's costs. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$8gMUVQJ1f2WtKycW/YzqiQ$IomkGbVSwXMYtijsYfQSOlPZoynAv6cFKKLpZJabhQU'
const MIN_LENGTH = 10
const WORST = new Set([
  '1234567890', '0123456789', '0987654321', '9876543210', '12345678910', '123456789a', '1q2w3e4r5t', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'q1w2e3r4t5', 'qwertyuiop', 'qwerty1234', 'qwerty12345', 'qwer123456', 'asdfghjkl1',
  'password12', 'password123', 'password1234', 'passw0rd123', 'p@ssw0rd123', 'passwordpassword', 'administrator', 'admin12345', 'admin123456', 'welcome123', 'letmein123', 'iloveyou12', 'iloveyou123', 'abcdefghij', 'abcd123456', 'abc1234567', 'changeme123', 'opencontact', 'opencontact1',
])

/** A password as it arrives. The bound keeps hashing from becoming a burden. */
export const passwordSchema = z.string().min(1).max(200)

export function assertStrong(password: string, login: string): void {
  const plain = normal(password).toLowerCase()
  if ([...plain].length < MIN_LENGTH || WORST.has(plain) || new Set(plain).size < 3 || plain === login.toLowerCase()) throw new AppError('access.weak_password')
}

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST)
}

/** `stored` null: nobody, or somebody without a password yet; takes as long all the same. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? NOBODY, normal(password))
  return right && stored !== null
}

/** The same password typed on another keyboard or system. */
function normal(password: string): string {
  return password.normalize('NFKC')
}
