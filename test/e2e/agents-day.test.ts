import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, root, spawnServer, withBrowser, type TestDatabase, type TestServer } from '../support/index.js'
import { AFTERNOON } from './agents-day/afternoon.js'
import { Day } from './agents-day/day.js'
import { keyboard, mouse } from './agents-day/hand.js'
import { MORNING } from './agents-day/morning.js'
import { openShop } from './agents-day/world.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

const STEPS = [...MORNING, ...AFTERNOON]
const RUNS = [
  { language: 'ko', engine: 'sqlite', hand: mouse, how: 'in Korean, by mouse' },
  { language: 'en', engine: 'postgres', hand: mouse, how: 'in English, by mouse' },
  { language: 'ko', engine: 'sqlite', hand: keyboard, how: 'in Korean, by keyboard alone' },
] as const satisfies readonly { readonly language: Language; readonly engine: TestDatabase['engine']; readonly [key: string]: unknown }[]
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const

it('the thirty steps in docs/an-agents-day.md are those that are done here', async () => {
  const text = await readFile(join(root, 'docs/an-agents-day.md'), 'utf8')
  const written = [...text.matchAll(/^(\d+)\. \*\*(.+?) \/ (.+?)\*\*/gm)].map(([, number, ko, en]) => [Number(number), ko, en])
  expect(written).toEqual(STEPS.map((step, at) => [at + 1, step.ko, step.en]))
  expect(written).toHaveLength(30)
})

for (const run of RUNS) {
  describe.skipIf(run.engine === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`an agent’s day ${run.how}, on ${run.engine}`, () => {
    withBrowser('from log-in to log-out', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let day: Day
      beforeAll(async () => {
        database = await createDatabase(run.engine)
        server = await spawnServer({ env: database.env() })
        const world = await openShop(server, database, run.language)
        const opened = await browser.open({ locale: LOCALES[run.language], acceptDownloads: true })
        // What a mouse did would be seen here.
        await opened.page.addInitScript("globalThis.pressed = 0; addEventListener('mousedown', () => globalThis.pressed++, true)")
        const lookIn = async () => {
          const other = new Person(await browser.open({ locale: LOCALES[run.language] }), run.language)
          await other.logIn(server.url, 'duri')
          return other
        }
        day = new Day(server, world, new Person(opened, run.language), run.hand(opened.page), lookIn)
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })
      stepByStep()

      for (const [at, step] of STEPS.entries()) {
        it(`TKT-20: ${at + 1}. ${step[run.language]}`, async () => {
          await step.do(day)
          if (run.hand === mouse) await picture(day.page, `${run.language}-day-${String(at + 1).padStart(2, '0')}`)
          // Wherever a step ends, the next key goes somewhere.
          else if (at + 1 < STEPS.length) await expect.poll(() => day.page.evaluate('document.activeElement !== document.body')).toBe(true)
        })
      }

      it('no page complained, and by keyboard no mouse was used', async () => {
        // Before the log-in and after the log-out the answer to "who am I" is 401, which Chromium prints.
        expect(day.me.errors.filter((error) => !/401|WebSocket|ERR_ABORTED/.test(error))).toEqual([])
        if (run.hand === keyboard) expect(await day.page.evaluate('globalThis.pressed')).toBe(0)
      })
    })
  })
}
