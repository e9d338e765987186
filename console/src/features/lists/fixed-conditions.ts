import type { ConditionNode } from '../conditions/types.js'

const mine = (state: string): ConditionNode => ({ all: [{ target: 'ticket.assignee', op: 'is', value: 'me' }, { target: 'ticket.state', op: 'is', value: state }] })

/** What the fixed lists hold, as conditions to begin a view of one's own with. */
export function fixedConditions(view: string): ConditionNode | null {
  if (view === 'unassigned') return { target: 'ticket.state', op: 'is', value: 'unassigned' }
  if (view === 'group') return { target: 'ticket.group', op: 'is', value: 'mine' }
  return ['in_progress', 'on_hold', 'solved', 'closed'].includes(view) ? mine(view) : null
}
