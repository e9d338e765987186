import { sendMail } from '../../support/index.js'
import type { Killable } from './killable.js'
import { until } from './until.js'

/** Mails of one round; `npm run soak` asks for more. */
export const MAILS = Number(process.env.OC_SOAK_EVENTS ?? 4)
const DATE = new Date('2024-05-01T09:00:00Z')

export interface Mail { readonly subject: string; acknowledged: boolean }

/** The same bytes each time it is sent, as from a mail server that tries again. */
async function send(target: Killable, mail: Mail): Promise<void> {
  const name = mail.subject.replaceAll(' ', '-')
  await sendMail(target.server.smtpPort, { from: `${name}@customer.example`, to: target.address, subject: mail.subject, messageId: `<${name}@customer.example>`, date: DATE, text: `About ${mail.subject}` })
  mail.acknowledged = true
}

/** Kills at each point, in milliseconds after an acknowledgement (the first, the second … in turn), starts again, and sends again what was not acknowledged. */
export async function killRounds(target: Killable, name: string, points: readonly number[], unfinished: () => Promise<boolean>): Promise<{ mails: Mail[]; caught: number }> {
  const mails: Mail[] = []
  let caught = 0
  for (const [round, point] of points.entries()) {
    const burst = Array.from({ length: MAILS }, (_, i): Mail => ({ subject: `${name} ${round} ${i}`, acknowledged: false }))
    mails.push(...burst)
    let answers = 0
    await target.killDuring((now) => Promise.allSettled(burst.map(async (mail) => {
      await send(target, mail)
      if (++answers === 1 + (round % MAILS)) now()
    })), point)
    if (await unfinished()) caught++
    await target.restart()
    for (const mail of burst) if (!mail.acknowledged) await send(target, mail)
  }
  return { mails, caught }
}

/** From the first acknowledgement until nothing is left to do, in milliseconds. */
export async function windowOf(target: Killable, name: string, done: () => Promise<boolean>): Promise<number> {
  let acknowledged = 0
  await Promise.all(Array.from({ length: MAILS }, async (_, i) => {
    await send(target, { subject: `${name} measured ${i}`, acknowledged: false })
    acknowledged ||= performance.now()
  }))
  await until('the measured mails to be handled', async () => (await done()) || null)
  return performance.now() - acknowledged
}

/** How many tickets each mail became. */
export function ticketsOf(target: Killable, mails: readonly Mail[]): Promise<number[]> {
  return Promise.all(mails.map((mail) => target.count('select count(*) as n from ticket where subject = ?', [mail.subject])))
}

/** Nothing that was received waits to be parsed. */
export async function nothingStored(target: Killable): Promise<boolean> {
  return (await target.count("select count(*) as n from raw_inbound where state = 'stored'")) === 0
}
