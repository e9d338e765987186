import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveClient, RESYNC } from './live-client.js'

class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readyState = 0
  readonly sent: { type: string; service: string; topics: string[] }[] = []
  onopen = () => {}
  onclose = () => {}
  onmessage = (_message: { data: string }) => {}
  constructor() {
    FakeSocket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  open(): void {
    this.readyState = 1
    this.onopen()
  }
  close(): void {
    this.readyState = 3
    this.onclose()
  }
}
const newest = () => FakeSocket.all.at(-1)!

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks for a topic once, however many listen, and lets go with the last', () => {
  const client = new LiveClient('ws://here/ws')
  const leaveFirst = client.subscribe('help', 'tickets', () => {})
  newest().open()
  const leaveSecond = client.subscribe('help', 'tickets', () => {})
  expect(newest().sent).toEqual([{ type: 'subscribe', service: 'help', topics: ['tickets'] }])
  leaveFirst()
  expect(newest().sent).toHaveLength(1)
  leaveSecond()
  expect(newest().sent.at(-1)).toEqual({ type: 'unsubscribe', topics: ['tickets'] })
})

it('hands an event to those of its service and topic only', () => {
  const client = new LiveClient('ws://here/ws')
  const heard: string[] = []
  client.subscribe('help', 'tickets', (event) => heard.push(`help ${event.name}`))
  client.subscribe('shop', 'tickets', (event) => heard.push(`shop ${event.name}`))
  newest().open()
  newest().onmessage({ data: JSON.stringify({ type: 'event', service: 'help', topic: 'tickets', name: 'ticket.created', payload: {} }) })
  newest().onmessage({ data: JSON.stringify({ type: 'ping' }) })
  expect(heard).toEqual(['help ticket.created'])
})

it('comes back after a broken connection, subscribes anew and has everybody load again', () => {
  const states: boolean[] = []
  const client = new LiveClient('ws://here/ws', (connected) => states.push(connected))
  const heard: string[] = []
  client.subscribe('help', 'tickets', (event) => heard.push(event.name))
  newest().open()
  newest().close()
  vi.advanceTimersByTime(600)
  expect(FakeSocket.all).toHaveLength(2)
  newest().open()
  expect(newest().sent).toEqual([{ type: 'subscribe', service: 'help', topics: ['tickets'] }])
  expect(heard).toEqual([RESYNC])
  expect(states).toEqual([true, false, true])
})

it('tells whoever follows one ticket what is said to all tickets', () => {
  const client = new LiveClient('ws://here/ws')
  const heard: string[] = []
  client.subscribe('help', 'tickets', () => heard.push('list'))
  client.subscribe('help', 'ticket:T1', () => heard.push('T1'))
  client.subscribe('help', 'ticket:T2', () => heard.push('T2'))
  newest().open()
  newest().onmessage({ data: JSON.stringify({ type: 'event', service: 'help', topic: 'tickets', name: 'ticket.changed', payload: { number: 'T1' } }) })
  expect(heard).toEqual(['list', 'T1'])
})

it('keeps the next service’s topic when the last of the former leaves', () => {
  const client = new LiveClient('ws://here/ws')
  const leave = client.subscribe('help', 'tickets', () => {})
  newest().open()
  client.subscribe('shop', 'tickets', () => {})
  leave()
  expect(newest().sent.map((message) => message.type)).toEqual(['subscribe', 'subscribe'])
})

it('asks a silent connection, and leaves one that does not answer', () => {
  const client = new LiveClient('ws://here/ws')
  client.subscribe('help', 'tickets', () => {})
  newest().open()
  vi.advanceTimersByTime(45_000)
  expect(newest().sent).toHaveLength(2)
  newest().onmessage({ data: JSON.stringify({ type: 'subscribed', topics: ['tickets'] }) })
  vi.advanceTimersByTime(44_000)
  expect(FakeSocket.all).toHaveLength(1)
  vi.advanceTimersByTime(17_000)
  expect(FakeSocket.all.length).toBeGreaterThan(1)
})
