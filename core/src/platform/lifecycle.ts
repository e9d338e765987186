/** What must be ended when the process stops, in reverse order of its start. One that fails does not keep the others from ending. */
export class Lifecycle {
  readonly #stops: { name: string; stop: () => Promise<void> | void }[] = []

  add(name: string, stop: () => Promise<void> | void): void {
    this.#stops.push({ name, stop })
  }

  async stop(onError: (name: string, error: unknown) => void): Promise<void> {
    for (let entry = this.#stops.pop(); entry; entry = this.#stops.pop()) {
      try {
        await entry.stop()
      } catch (error) {
        onError(entry.name, error)
      }
    }
  }
}
