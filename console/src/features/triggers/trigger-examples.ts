import { i18n } from '../../i18n/i18n.js'
import { TIME_PASSED } from './trigger-words.js'
import type { TriggerDraft } from './types.js'

/** What many begin with, to be changed as one needs it; the service must offer each result. */
export function triggerExamples(offered: readonly string[]): readonly TriggerDraft[] {
  const { t } = i18n.global
  const word = (name: string) => t(`trigger.example.${name}`)
  const examples: TriggerDraft[] = [
    {
      title: word('received'), state: 'on', events: ['ticket.created'], wait: null, conditions: { all: [] },
      actions: [{ type: 'email.notify', params: { to: 'customer', subject: word('receivedSubject'), html: `<p>${word('receivedText')}</p>` } }],
    },
    {
      title: word('urgent'), state: 'on', events: ['ticket.created', 'customer.replied'], wait: null,
      conditions: { all: [{ target: 'ticket.subject', op: 'contains_any', value: word('urgentWords').split(', ') }] },
      actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }],
    },
    {
      title: word('held'), state: 'on', events: [TIME_PASSED], wait: { state: 'on_hold', minutes: 1440 }, conditions: { all: [] },
      actions: [{ type: 'ticket.note', params: { html: `<p>${word('heldText')}</p>` } }],
    },
  ]
  return examples.filter(({ actions }) => actions.every(({ type }) => offered.includes(type)))
}
