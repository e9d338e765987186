import { inject, injectable, type EventPayload, type Listener } from 'adapters-sdk'
import { ANSWERS, type Answers } from './answers.js'

/** An issue ticket that ends or is held without an answer: solved internally by an agent, or by a trigger. */
@injectable()
export class TellWhenSettled implements Listener<'ticket.changed'> {
  constructor(@inject(ANSWERS) private readonly answers: Answers) {}

  concerns({ changes, cause }: EventPayload<'ticket.changed'>): boolean {
    const state = changes['state']?.after
    return changes['solveReason']?.after != null || (cause.origin === 'trigger' && (state === 'solved' || state === 'on_hold'))
  }

  async handle({ ticketId, cause }: EventPayload<'ticket.changed'>): Promise<void> {
    const received = await this.answers.received(ticketId)
    if (received) await this.answers.bring(received.origin_id, received.transfer_id, { key: `event:${cause.chain}`, html: '', files: [] })
  }
}
