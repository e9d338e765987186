import type { Category } from '../../api/types.js'

export interface Place { readonly parentId: number | null; readonly beforeId: number | null }
export type Step = 'up' | 'down' | 'in' | 'out'

const MAX_DEPTH = 5

/** Where a step by keyboard leads; null: nowhere. */
export function placeAfter(all: readonly Category[], own: Category, step: Step): Place | null {
  const siblings = all.filter((one) => one.kind === own.kind && one.parentId === own.parentId)
  const at = siblings.findIndex((one) => one.id === own.id)
  const before = siblings[at - 1]
  if (step === 'up') return before ? { parentId: own.parentId, beforeId: before.id } : null
  if (step === 'down') return siblings[at + 1] ? { parentId: own.parentId, beforeId: siblings[at + 2]?.id ?? null } : null
  if (step === 'in') return before && mayGoBelow(all, own, before) ? { parentId: before.id, beforeId: null } : null
  const parent = all.find((one) => one.id === own.parentId)
  if (!parent) return null
  const uncles = all.filter((one) => one.kind === own.kind && one.parentId === parent.parentId)
  return { parentId: parent.parentId, beforeId: uncles[uncles.findIndex((one) => one.id === parent.id) + 1]?.id ?? null }
}

/** Where it would land when it is dropped on another one's upper edge, lower edge or middle. */
export function placeOn(all: readonly Category[], own: Category, target: Category, where: 'before' | 'after' | 'inside'): Place | null {
  if (isWithin(all, target, own) || target.kind !== own.kind) return null
  if (where === 'inside') return mayGoBelow(all, own, target) ? { parentId: target.id, beforeId: null } : null
  const parent = all.find((one) => one.id === target.parentId)
  if (parent && !mayGoBelow(all, own, parent)) return null
  if (where === 'before') return { parentId: target.parentId, beforeId: target.id }
  const siblings = all.filter((one) => one.kind === own.kind && one.parentId === target.parentId && one.id !== own.id)
  return { parentId: target.parentId, beforeId: siblings[siblings.findIndex((one) => one.id === target.id) + 1]?.id ?? null }
}

/** Whether a category is the other one, or stands somewhere below it. */
export function isWithin(all: readonly Category[], category: Category, other: Category): boolean {
  if (category.id === other.id) return true
  const parent = all.find((one) => one.id === category.parentId)
  return parent !== undefined && isWithin(all, parent, other)
}

function mayGoBelow(all: readonly Category[], own: Category, parent: Category): boolean {
  const height = Math.max(...all.filter((one) => isWithin(all, one, own)).map((one) => one.depth)) - own.depth + 1
  return parent.depth + height <= MAX_DEPTH
}
