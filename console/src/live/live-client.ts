export interface LiveEvent { readonly service: string; readonly topic: string; readonly name: string; readonly payload: Readonly<Record<string, unknown>> }
export type LiveHandler = (event: LiveEvent) => void

interface Subscription { readonly service: string; readonly topic: string; readonly handler: LiveHandler }

/** What happened while nobody listened is unknown: everybody loads again. */
export const RESYNC = 'resync'
/** What the server closes with when the session is no more. */
const SESSION_ENDED = 4401
const LONGEST_WAIT_MS = 30_000
/** A connection may be dead without knowing it, after sleep for instance: so it is asked now and then, and must answer. */
const ASK_MS = 45_000
const ANSWER_MS = 15_000

/** One socket for the whole console; reconnects by itself and says so to every subscriber. */
export class LiveClient {
  private socket: WebSocket | undefined
  private readonly subscriptions = new Set<Subscription>()
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private heartbeat: ReturnType<typeof setTimeout> | undefined
  private opened = false

  constructor(private readonly url: string, private readonly onState: (connected: boolean) => void = () => {}, private readonly onRefused: () => void = () => {}, private readonly onRights: () => void = () => {}) {}

  subscribe(service: string, topic: string, handler: LiveHandler): () => void {
    const subscription = { service, topic, handler }
    const first = !this.wants(service, topic)
    this.subscriptions.add(subscription)
    if (!this.socket) this.connect()
    else if (first) this.say({ type: 'subscribe', service, topics: [topic] })
    return () => {
      this.subscriptions.delete(subscription)
      // The server knows topics of one service at a time; another's of the same name must not be lost.
      if (![...this.subscriptions].some((one) => one.topic === topic)) this.say({ type: 'unsubscribe', topics: [topic] })
    }
  }

  /** Tries at once, when there is reason to believe it works again. */
  wake(): void {
    if (this.subscriptions.size === 0) return
    this.failures = 0
    const old = this.socket
    this.connect()
    old?.close()
  }

  close(): void {
    clearTimeout(this.timer)
    clearTimeout(this.heartbeat)
    this.subscriptions.clear()
    this.socket?.close()
    this.socket = undefined
    this.opened = false
  }

  private wants(service: string, topic: string): boolean {
    return [...this.subscriptions].some((one) => one.service === service && one.topic === topic)
  }

  /** Sent if there is a connection; nothing is kept for later. */
  say(message: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  private connect(): void {
    clearTimeout(this.timer)
    const socket = (this.socket = new WebSocket(this.url))
    socket.onopen = () => {
      this.failures = 0
      this.onState(true)
      this.heard()
      this.subscribeAll()
      if (this.opened) for (const one of this.subscriptions) one.handler({ service: one.service, topic: one.topic, name: RESYNC, payload: {} })
      this.opened = true
    }
    socket.onmessage = (message) => {
      this.heard()
      this.receive(String(message.data))
    }
    socket.onclose = (event?: CloseEvent) => {
      if (this.socket !== socket) return
      this.onState(false)
      if (event?.code === SESSION_ENDED) this.onRefused()
      clearTimeout(this.heartbeat)
      // With jitter, so that a restarted server is not met by everybody at once.
      const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.failures++) * (0.5 + Math.random() / 2)
      this.timer = setTimeout(() => this.connect(), wait)
    }
  }

  private subscribeAll(): void {
    const services = new Map<string, Set<string>>()
    for (const { service, topic } of this.subscriptions) services.set(service, (services.get(service) ?? new Set()).add(topic))
    for (const [service, topics] of services) this.say({ type: 'subscribe', service, topics: [...topics] })
  }

  private heard(): void {
    clearTimeout(this.heartbeat)
    this.heartbeat = setTimeout(() => {
      // Asking again for what one has changes nothing, and is answered.
      this.subscribeAll()
      if (this.subscriptions.size > 0) this.heartbeat = setTimeout(() => this.socket?.close(), ANSWER_MS)
    }, ASK_MS)
  }

  private receive(data: string): void {
    const message = JSON.parse(data) as { type: string } & Partial<LiveEvent>
    if (message.type === 'rights') {
      // What was refused may be granted now; what is refused now stays silent.
      this.subscribeAll()
      this.onRights()
    }
    if (message.type !== 'event') return
    // Said once, for the widest topic asked for: whoever follows the one ticket hears it too.
    const topics = new Set([message.topic, ...(message.topic === 'tickets' ? [`ticket:${String(message.payload?.number)}`] : [])])
    for (const one of [...this.subscriptions]) if (one.service === message.service && topics.has(one.topic)) one.handler(message as LiveEvent)
  }
}
