import { sendMail, type TestDatabase, type TestServer } from '../../support/index.js'
import { sleep } from './seeded.js'

/** Mails of one round; `npm run soak` may ask for more. */
export const MAILS = Number(process.env.OC_SOAK_EVENTS ?? 4)
const DATE = new Date('2024-05-01T09:00:00Z')

export interface Mail { readonly subject: string; acknowledged: boolean }

/** Sends mails to servers on the same data and kills one of them, over and over. */
export class KillRounds {
  readonly mails: Mail[] = []
  /** Rounds in which something was left to do when the process died. */
  caught = 0
  /** From an acknowledgement until nothing is left to do; follows how busy this machine is. */
  windowMs = 600
  #round = 0
  #late: Mail[] = []

  /** `settled`: whether all that came since the raw message with this id was done when the process died. */
  constructor(
    readonly database: Pick<TestDatabase, 'query'>,
    readonly servers: readonly TestServer[],
    readonly address: string,
    readonly settled: (since: number) => Promise<boolean>,
  ) {}

  /** Kills at this part of the window, from 0 to 1, behind the first, the second … acknowledgement in turn. What was not acknowledged is sent again with the next round. */
  async kill(point: number): Promise<void> {
    const round = this.#round++
    const dying = this.servers[round % this.servers.length]!
    dying.prepare()
    const since = Number((await this.database.query<{ id: number | null }>('select max(id) as id from raw_inbound'))[0]!.id)
    const burst = [...this.#late, ...this.#add(round)]
    let answers = 0
    await new Promise<void>((moment) => {
      const sent = burst.map(async (mail, i) => {
        await this.#send(mail, this.servers[i % this.servers.length]!)
        if (++answers === 1 + (round % MAILS)) moment()
      })
      void Promise.allSettled(sent).then(() => moment())
    }).then(() => sleep(point * this.windowMs))
    await dying.kill9()
    const settled = await this.settled(since)
    if (!settled) this.caught++
    if (settled && point < 0.8) this.windowMs *= 0.9
    if (!settled && point > 0.5) this.windowMs *= 1.1
    this.#late = burst.filter((mail) => !mail.acknowledged)
    await dying.start()
  }

  /** Sends what is left, also to whoever was killed last. */
  async sendLate(): Promise<void> {
    for (const mail of this.#late.splice(0)) await this.#send(mail, this.servers[0]!)
  }

  #add(round: number): Mail[] {
    const mails = Array.from({ length: MAILS }, (_, i): Mail => ({ subject: `Mail ${round} ${i}`, acknowledged: false }))
    this.mails.push(...mails)
    return mails
  }

  /** The same bytes each time it is sent, as from a mail server that tries again. */
  async #send(mail: Mail, { smtpPort }: TestServer): Promise<void> {
    const name = mail.subject.replaceAll(' ', '-')
    await sendMail(smtpPort, { from: `${name}@customer.example`, to: this.address, subject: mail.subject, messageId: `<${name}@customer.example>`, date: DATE, text: `About ${mail.subject}` })
    mail.acknowledged = true
  }
}
