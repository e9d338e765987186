import type { ConditionNode } from '../../conditions/index.js'
import type { ConditionResult } from '../evaluate.js'

interface Walked { readonly held: boolean; readonly why: readonly number[] }

/** Which of the conditions that were asked made the whole tree fail: the places of them in `asked`. */
export function decisive(tree: ConditionNode | undefined, asked: readonly ConditionResult[]): number[] {
  let at = 0
  let fits = true
  /** Goes the way the evaluation went, which looks only as far as it must. */
  const walk = (node: ConditionNode): Walked => {
    if ('not' in node) {
      const { held, why } = walk(node.not)
      return { held: !held, why }
    }
    if ('all' in node || 'any' in node) {
      const [nodes, ends] = 'all' in node ? [node.all, false] : [node.any, true]
      const why: number[] = []
      for (const one of nodes) {
        const walked = walk(one)
        if (walked.held === ends) return walked
        why.push(...walked.why)
      }
      return { held: nodes.length === 0 || !ends, why }
    }
    const index = at++
    fits &&= asked[index]?.target === node.target
    return { held: asked[index]?.held ?? false, why: [index] }
  }
  const walked = tree && walk(tree)
  if (walked && fits && !walked.held && at === asked.length) return [...walked.why]
  return asked.length > 0 ? [asked.length - 1] : []
}
