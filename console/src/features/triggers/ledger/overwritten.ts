import type { Evaluation } from './types.js'

/** What became of a change that a result made: by `evaluation.trigger.action.field`. */
export interface Overwriting { readonly title: string; readonly after: unknown }

interface Step { readonly key: string; readonly title: string; readonly triggerId: number; readonly field: string; readonly before: unknown; readonly after: unknown }
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Of several values, such as tags, those that were put there are still there. */
function keeps({ before, after }: Step, next: Step): boolean {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  return [after, next.after].every(Array.isArray) && list(after).every((one) => list(before).includes(one) || list(next.after).includes(one)) && list(before).every((one) => list(after).includes(one) || !list(next.after).includes(one))
}

/** Changes that another trigger made different right after. What somebody else changed in between is nobody's overwriting. */
export function overwritten(newestFirst: readonly Pick<Evaluation, 'id' | 'triggers'>[]): Map<string, Overwriting> {
  const steps = newestFirst.toReversed().flatMap(({ id, triggers }): Step[] =>
    triggers.flatMap(({ triggerId, title, actions }) =>
      actions.flatMap(({ changes }, index) => Object.entries(changes ?? {}).map(([field, { before, after }]) => ({ key: `${id}.${triggerId}.${index}.${field}`, title, triggerId, field, before, after }))),
    ),
  )
  const found = new Map<string, Overwriting>()
  steps.forEach((step, at) => {
    const next = steps.slice(at + 1).find(({ field }) => field === step.field)
    if (next && !keeps(step, next) && next.triggerId !== step.triggerId && same(next.before, step.after)) found.set(step.key, { title: next.title, after: next.after })
  })
  return found
}
