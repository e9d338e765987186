interface Node { readonly id: number; readonly parentId: number | null }

/** Depth first: each directly before what is below it, siblings in the order they came in. What hangs on nothing is left out. */
export function inTreeOrder<N extends Node>(nodes: readonly N[]): (N & { readonly depth: number })[] {
  const below = new Map<number | null, N[]>()
  for (const node of nodes) below.set(node.parentId, [...(below.get(node.parentId) ?? []), node])
  const walk = (parentId: number | null, depth: number): (N & { depth: number })[] => (below.get(parentId) ?? []).flatMap((node) => [{ ...node, depth }, ...walk(node.id, depth + 1)])
  return walk(null, 1)
}

/** The category itself and everything below it. */
export function withDescendants<N extends Node>(nodes: readonly N[], id: number): N[] {
  return nodes.flatMap((node) => (node.id === id ? [node] : node.parentId === id ? withDescendants(nodes, node.id) : []))
}

/** How many levels the category and what is below it take. */
export function heightOf(nodes: readonly Node[], id: number): number {
  const below = nodes.filter((node) => node.parentId === id)
  return 1 + Math.max(0, ...below.map((node) => heightOf(nodes, node.id)))
}
