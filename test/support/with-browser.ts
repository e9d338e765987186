import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { findChromium } from '../../scripts/lib/chromium.mjs'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface BrowserPage {
  readonly page: Page
  /** Uncaught errors and `console.error` of the page so far. */
  readonly errors: string[]
}
export interface TestBrowser {
  /** A page in a fresh profile; closed with the suite. */
  open(options?: BrowserContextOptions): Promise<BrowserPage>
}

let started: Promise<Browser> | undefined

/** One for all suites of this worker; it ends with it. */
function sharedBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium here: npm test installs one.')
  return (started ??= chromium.launch({ executablePath, args: ARGS }))
}

/** A suite with a real Chromium; skipped only when the run was started without a browser on purpose. */
export function withBrowser(title: string, suite: (browser: TestBrowser) => void): void {
  describe.skipIf(process.env.OC_TEST_WITHOUT_BROWSER)(title, () => {
    const contexts: BrowserContext[] = []
    let browser: Browser
    beforeAll(async () => { browser = await sharedBrowser() })
    afterAll(() => Promise.all(contexts.map((context) => context.close())))
    suite({
      open: async (options = {}) => {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
        contexts.push(context)
        const page = await context.newPage()
        const errors: string[] = []
        page.on('pageerror', (error) => errors.push(error.message))
        page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
        return { page, errors }
      },
    })
  })
}
