import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { Killable } from '../faults/support/index.js'

const MB = 1024 * 1024

/** The most memory the process ever had, in bytes; where the system does not tell, what it has now. */
function peakMemory(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))![1]) * 1024
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
}

describe('big mails', () => {
  eachEngine((engine) => {
    let target: Killable
    beforeAll(async () => { target = await Killable.start(engine) })
    afterAll(() => target?.server.stop())

    it('EML-9: mails with 25 MB of attachments become tickets with whole files, in less than 600 MB of memory', async () => {
      const { desk, admin, server } = target
      const content = randomBytes(25 * MB)
      const send = (subject: string) => desk.mail(subject, { attachments: [{ filename: 'big.zip', contentType: 'application/zip', content }] })
      await Promise.all(['Big 0', 'Big 1', 'Big 2'].map(send))
      for (const subject of ['Big 0', 'Big 1', 'Big 2']) {
        const { messages } = await desk.arrived(subject)
        expect(messages[0]!.attachments).toMatchObject([{ name: 'big.zip', bytes: content.length }])
        if (subject !== 'Big 2') continue
        const file = await fetch(server.url + messages[0]!.attachments[0]!.url, { headers: { cookie: admin.cookie } })
        expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), content)).toBe(0)
      }
      expect(peakMemory(server.pid!)).toBeLessThan(600 * MB)
    }, 120_000)

    it('EML-9: a mail beyond the limit is refused with 552 and nothing is kept of it; the next one is welcome', async () => {
      const { desk } = target
      const before = await desk.ledger()
      await expect(desk.mail('Too big', { attachments: [{ filename: 'huge.bin', content: Buffer.alloc(31 * MB) }] })).rejects.toMatchObject({ responseCode: 552 })
      expect(await desk.ledger()).toEqual(before)
      await desk.open('Welcome')
      expect(peakMemory(target.server.pid!)).toBeLessThan(600 * MB)
    }, 60_000)

    it('EML-9: received = imported', async () => {
      const ledger = await target.desk.accounted()
      expect(ledger).toMatchObject({ received: 4, imported: 4 })
    })
  })
})
