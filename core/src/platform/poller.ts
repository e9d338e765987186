/** Runs `work` whenever it is woken and at least every `intervalMs`, one run at a time. `work` resolves to true when there is more to do at once. */
export class Poller {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = true

  constructor(
    readonly work: () => Promise<boolean>,
    readonly intervalMs: number,
    readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#stopped = false
    this.wake()
  }

  wake(): void {
    if (this.#stopped) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      if (this.#stopped) return
      if (this.#again) this.wake()
      else this.#timer = setTimeout(() => this.wake(), this.intervalMs)
    })
  }

  /** Resolves when the run under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#again = false
      } while (!this.#stopped && ((await this.work()) || this.#again))
    } catch (error) {
      this.onError(error)
    }
  }
}
