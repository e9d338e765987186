/** Asks again and again, less often as it takes longer, until the answer is there; says what it saw last when it never is. */
export async function until<T>(what: string, ask: () => Promise<T | false | null | undefined>, ms = 15_000): Promise<T> {
  const deadline = Date.now() + ms
  for (let pause = 20; ; pause = Math.min(pause * 1.3, 200)) {
    const answer = await ask()
    if (answer !== false && answer !== null && answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
