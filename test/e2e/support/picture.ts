import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Pictures of the steps at both widths, for people to look at: into the folder that OC_TEST_PICTURES names, else none. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.OC_TEST_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()!
  for (const [width, height] of [[390, 844], [1440, 900]] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), animations: 'disabled' })
  }
  await page.setViewportSize(before)
}
