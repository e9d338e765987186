import assert from 'node:assert/strict'
import type { ConformanceCase } from '../conformance-case.js'

const always = () => true

/** Capabilities are values that hold, and facets are what they say. */
export const capabilityCases: readonly ConformanceCase[] = [
  {
    title: 'capabilities are pure and can be written as JSON',
    applies: always,
    async run({ options, adapter, settings }) {
      const first = adapter.capabilities(settings)
      assert.deepEqual(adapter.capabilities(settings), first)
      assert.deepEqual(options.adapter().capabilities(settings), first)
      assert.deepEqual(JSON.parse(JSON.stringify(first)), first)
    },
  },
  {
    title: 'capabilities are well-formed',
    applies: always,
    async run({ capabilities: { inbound, outbound, text, attachments, limits, templates, replyWindowMs } }) {
      assert.ok(inbound.length > 0 || outbound, 'a channel that neither takes nor sends')
      assert.equal(new Set(inbound).size, inbound.length, 'a way in is named twice')
      assert.ok(!outbound || text.formats.length > 0, 'sends, but in no format')
      assert.ok(text.max === undefined || text.max > 0, 'text.max')
      assert.ok(attachments.maxBytes >= 0 && attachments.maxCount >= 0, 'attachments')
      assert.ok(limits.sendsPerSecond > 0 && limits.burst >= 1 && limits.concurrency >= 1, 'limits')
      assert.ok(replyWindowMs === undefined || replyWindowMs > 0, 'replyWindowMs')
      assert.ok(templates !== 'required-outside-window' || replyWindowMs !== undefined, 'templates outside a window that does not end')
    },
  },
  {
    title: 'declared facets exist, and undeclared ones do not',
    applies: always,
    async run({ capabilities, options, open }) {
      const session = await open()
      const facets = {
        poll: capabilities.inbound.includes('poll'),
        listen: capabilities.inbound.includes('stream'),
        find: capabilities.idempotentSend === 'lookup',
        edit: capabilities.edit !== 'none',
        typing: capabilities.typing,
      } as const
      for (const [facet, declared] of Object.entries(facets)) {
        assert.equal(typeof session[facet as keyof typeof facets] === 'function', declared, `${facet} is ${declared ? 'declared, but missing' : 'there, but not declared'}`)
      }
      for (const way of ['gateway', 'webhook'] as const) {
        assert.equal(options.registered?.includes(way) ?? false, capabilities.inbound.includes(way), `${way} is declared and registered, or neither`)
      }
    },
  },
]
