/** Work under way that nobody waits for: one that hangs holds up none of the others. */
export class InFlight {
  readonly #running = new Set<Promise<void>>()

  /** `onEnd`: there is room again. */
  constructor(readonly onEnd: () => void) {}

  get size(): number {
    return this.#running.size
  }

  /** `work` handles its own failures. */
  begin(work: () => Promise<void>): void {
    const running = work().finally(() => {
      this.#running.delete(running)
      this.onEnd()
    })
    this.#running.add(running)
  }

  /** Resolves when all has ended, or after `patienceMs` without what hangs. */
  async end(patienceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs)
    })
    await Promise.race([Promise.all(this.#running), late])
    clearTimeout(timer)
  }
}
