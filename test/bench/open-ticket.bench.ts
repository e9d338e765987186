// From the click in the list until a ticket with 200 messages is painted, in Chromium, with the whole server behind it: the median.
import { cpus, loadavg } from 'node:os'
import { chromium, type Page } from 'playwright-core'
import { PASSWORD, setUpOrganisation } from '../support/api-client.js'
import { spawnServer } from '../support/spawn-server.js'
import { createDatabase, type EngineName, type TestDatabase } from '../support/test-database.js'
import { median, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'

const { findChromium } = (await import(new URL('../../../scripts/lib/chromium.mjs', import.meta.url).href)) as { findChromium(): string | null }

const TICKETS = 60
const MESSAGES = 200
const OPENED = 40
/** Opened before any counts: the browser compiles what it runs often. */
const WARM = 8
const TARGET_MS = 150

const LINES = ['주문한 운동화가 아직 도착하지 않았습니다. 언제 받을 수 있나요?', '안녕하세요. 택배사에 확인해 보니 <b>내일</b> 출고됩니다.', 'I would like to return the shoes; they are too small for me.', '확인해 주셔서 감사합니다. 기다리겠습니다.']

/** Every ticket has as many messages, of customers and agents in turn. */
async function seed(database: TestDatabase, service: number): Promise<void> {
  const now = Date.now()
  const numbers = (count: number) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`
  const line = (at: string) => `case ${at} % ${LINES.length} ${LINES.map((text, index) => `when ${index} then '<p>${text}</p>'`).join(' ')} end`
  await database.query(`${numbers(TICKETS)} insert into customer (service_id, number, name, created_at) select ${service}, 'U' || i, 'Customer ' || i, ${now} from n`)
  await database.query(
    `${numbers(TICKETS)} insert into ticket (service_id, number, subject, state, channel, customer_id, assignee_id, created_at, updated_at, text_version, indexed_version)
     select ${service}, 'T' || i, 'A question about order ' || i, 'in_progress', 'email', (select min(id) from customer where service_id = ${service}) + i - 1, (select min(id) from member), ${now} - 900000000, ${now} - i * 60000, 1, 1 from n`,
  )
  await database.query(
    `${numbers(MESSAGES)} insert into message (service_id, ticket_id, kind, author_type, author_id, html, text, created_at)
     select ${service}, t.id, case i % 2 when 0 then 'reply' else 'customer' end, case i % 2 when 0 then 'member' else 'customer' end, case i % 2 when 0 then t.assignee_id else t.customer_id end,
            ${line('i')} || ${line('(i + 1)')} || '<p>' || t.number || ' ' || i || '</p>', '', ${now} - 800000000 + i * 1000 from ticket t, n where t.service_id = ${service} order by t.id, i`,
  )
  await database.query('analyze')
}

/** Milliseconds from the click until the frame after the newest message was in the page. Painted is what a task after the next frame finds behind it. */
function open(page: Page, number: string): Promise<number> {
  return page.evaluate(`(async () => {
    const shown = () => [...document.querySelectorAll('.thread .message')].at(-1)?.textContent.includes('${number} ${MESSAGES}')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const started = performance.now()
    document.querySelector('[data-ticket="${number}"]').click()
    while (!shown()) await frame()
    await frame()
    await new Promise((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = resolve
      channel.port2.postMessage(0)
    })
    return performance.now() - started
  })()`)
}

async function measure(engine: EngineName): Promise<Comparison> {
  const database = await createDatabase(engine)
  const server = await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn' } })
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium here: npm test installs one.')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await setUpOrganisation(server)
    const [row] = await database.query<{ id: number | string }>(`select id from service where code = 'help'`)
    await seed(database, Number(row!.id))
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' })
    await page.goto(`${server.url}/s/help/tickets/all`)
    await page.locator('input[autocomplete=username]').fill('admin')
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('[data-ticket=T1]').waitFor({ timeout: 60_000 })
    const times: number[] = []
    for (let at = 0; at < WARM + OPENED; at++) {
      const time = await open(page, `T${1 + (at % 20)}`)
      if (at >= WARM) times.push(time)
      // What follows the opening, such as marking notices as read, is not part of the next one.
      await page.waitForLoadState('networkidle')
    }
    const value = median(times)
    const [cpu] = cpus()
    console.log(`open-ticket ${engine}: median ${value.toFixed(0)} ms, quickest ${Math.min(...times).toFixed(0)} ms, p95 ${times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!.toFixed(0)} ms; at most ${TARGET_MS} ms. ${cpus().length} × ${cpu!.model}, load ${loadavg()[0]!.toFixed(1)}`)
    return { ours: value, floor: TARGET_MS, ratio: Math.round((100 * TARGET_MS) / value) / 100 }
  } finally {
    await browser.close()
    await server.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: 1 }
report('open-ticket', results)
