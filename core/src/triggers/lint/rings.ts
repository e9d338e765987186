/** Whatever can be come back to, going from one to the next: those that lead to one another, together. */
export function ringsOf<T>(all: readonly T[], next: (one: T) => readonly T[]): T[][] {
  const rings: T[][] = []
  // Tarjan: `low` is the first that can be reached on the path that one is on.
  const order = new Map<T, number>()
  const low = new Map<T, number>()
  const path: T[] = []
  const on = new Set<T>()
  const visit = (one: T): void => {
    order.set(one, order.size)
    low.set(one, order.get(one)!)
    path.push(one)
    on.add(one)
    for (const other of next(one)) {
      if (!order.has(other)) visit(other)
      if (on.has(other)) low.set(one, Math.min(low.get(one)!, low.get(other)!))
    }
    if (low.get(one) !== order.get(one)) return
    const ring = path.splice(path.indexOf(one))
    for (const member of ring) on.delete(member)
    if (ring.length > 1 || next(one).includes(one)) rings.push(ring)
  }
  for (const one of all) if (!order.has(one)) visit(one)
  return rings
}
