import { token, z } from 'adapters-sdk'

/** A result for triggers: a line on the visitor's page, at once. */
export class AnswerAction {
  static inject = [token('webform.answers@1')]
  type = 'webform.answer'
  label = { ko: '웹 문의 방문자에게 안내 표시', en: "Show a text on the visitor's page" }
  params = z.object({ text: z.string().min(1).max(2000).meta({ title: { ko: '내용', en: 'Text' }, multiline: true }) })
  constructor(answers) {
    this.answers = answers
  }

  /** Runs inside the ticket's transaction; the receipt's key keeps a second run from writing it twice. */
  async run({ facts, receiptKey }, { text }) {
    const visitor = facts.customer.identities.find((identity) => identity.scheme === 'opaque')?.address
    if (facts.ticket.channel !== 'webform' || !visitor) return { ko: '웹 문의가 아니어서 건너뛰었습니다.', en: 'Skipped: not a ticket from the web form.' }
    await this.answers.write(`trigger:${receiptKey}`, visitor, text)
    return { ko: '방문자 화면에 안내를 표시했습니다.', en: "Shown on the visitor's page." }
  }
}
