import type { ApiClient } from './api-client.js'

export interface LiveMessage { readonly type: string; readonly topic?: string | null; readonly code?: string; readonly topics?: readonly string[]; readonly name?: string; readonly service?: string }

/** A live connection that keeps what it is told. */
export class LiveListener {
  readonly told: LiveMessage[] = []
  closed: number | null = null

  static async open(client: ApiClient): Promise<LiveListener> {
    const socket = client.webSocket()
    const listener = new LiveListener((text) => socket.send(text), () => socket.close())
    socket.on('message', (data: Buffer) => listener.told.push(JSON.parse(String(data)) as LiveMessage))
    socket.on('close', (code) => (listener.closed = code))
    await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject) })
    return listener
  }

  private constructor(private readonly send: (text: string) => void, readonly close: () => void) {}

  /** Resolves once the server has answered: topic → the code it was refused with, or null. */
  async subscribe(service: string, topics: readonly string[]): Promise<Record<string, string | null>> {
    const from = this.told.length
    this.send(JSON.stringify({ type: 'subscribe', service, topics }))
    const answered = () => this.told.slice(from).find((message) => message.type === 'subscribed' || (message.type === 'error' && message.topic === null))
    const deadline = Date.now() + 15_000
    while (!answered() && this.closed === null && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
    const answer = answered()
    if (answer?.type === 'error') return Object.fromEntries(topics.map((topic) => [topic, answer.code!]))
    const refused = new Map(this.told.slice(from).flatMap((message) => (message.type === 'error' && message.topic ? [[message.topic, message.code ?? '']] : [])))
    return Object.fromEntries(topics.map((topic) => [topic, answer?.topics?.includes(topic) ? null : (refused.get(topic) ?? 'no answer')]))
  }
}
