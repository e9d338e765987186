import type { Locator, Page } from 'playwright-core'

/** What somebody does to the console: with a mouse, or with nothing but keys. Text is typed by both. */
export interface Hand {
  readonly name: 'mouse' | 'keyboard'
  press(target: Locator): Promise<void>
  /** Checks a box or chooses one of several. */
  tick(target: Locator): Promise<void>
  fill(field: Locator, text: string): Promise<void>
  choose(select: Locator, option: string): Promise<void>
  /** What has a key: with it, or by pressing the way to it. */
  key(key: string, ...way: readonly Locator[]): Promise<void>
  /** What stands in the command bar: by its name there, or by pressing the way to it. */
  command(name: string, ...way: readonly Locator[]): Promise<void>
  /** One ticket of the list on the screen. */
  row(subject: string): Promise<void>
}

export function mouse(page: Page): Hand {
  const hand: Hand = {
    name: 'mouse',
    press: (target) => target.click(),
    tick: (target) => target.check(),
    fill: (field, text) => field.fill(text),
    choose: async (select, option) => { await select.selectOption({ label: option }) },
    async key(_key, ...way) { for (const target of way) await target.click() },
    async command(_name, ...way) { for (const target of way) await target.click() },
    row: (subject) => page.locator('.rows').getByRole('link', { name: subject }).click(),
  }
  return hand
}

/** Farther than the longest page of the console. */
const MOST_TABS = 250
/** Where the target stands, seen from the focus. */
type Place = 'here' | 'before' | 'behind' | 'beside'

export function keyboard(page: Page): Hand {
  const { keyboard: keys } = page
  const place = (target: Locator) => target.evaluate((element): Place => {
    const at = element.ownerDocument.activeElement
    if (at === element) return 'here'
    // Of radio buttons that belong together Tab reaches one, the arrows the others.
    if (at.type === 'radio' && at.name === element.name) return 'beside'
    return at.compareDocumentPosition(element) & 2 ? 'before' : 'behind'
  })
  async function to(target: Locator): Promise<void> {
    await target.waitFor()
    const KEYS = { before: 'Shift+Tab', behind: 'Tab', beside: 'ArrowDown' }
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      const there = await place(target)
      if (there === 'here') return
      await keys.press(KEYS[there])
    }
    throw new Error(`No way by keyboard to ${target.toString()}`)
  }
  const bar = page.getByRole('combobox', { name: /^(검색과 이동|Search and go)$/ })
  const hand: Hand = {
    name: 'keyboard',
    async press(target) {
      await to(target)
      await keys.press('Enter')
    },
    async tick(target) {
      await to(target)
      if (!(await target.isChecked())) await keys.press('Space')
    },
    async fill(field, text) {
      await to(field)
      await keys.press('Control+a')
      await keys.insertText(text)
    },
    async choose(select, option) {
      await to(select)
      await keys.press('Home')
      for (let steps = 0; (await select.evaluate((element): string => element.selectedOptions[0]?.textContent.trim() ?? '')) !== option; steps++) {
        if (steps > 50) throw new Error(`No option ${option}`)
        await keys.press('ArrowDown')
      }
    },
    async key(key) {
      // While one types, keys write.
      if (await page.evaluate('document.activeElement.isContentEditable')) await keys.press('Escape')
      await keys.press(key)
    },
    async command(name) {
      await keys.press('Control+k')
      await bar.waitFor()
      await keys.insertText(name)
      const wanted = page.getByRole('dialog').getByRole('option', { name, selected: true })
      await page.getByRole('dialog').getByRole('option', { name }).first().waitFor()
      for (let steps = 0; steps < 20 && (await wanted.count()) === 0; steps++) await keys.press('ArrowDown')
      await keys.press('Enter')
      await bar.waitFor({ state: 'detached' })
    },
    async row(subject) {
      const wanted = page.locator('.rows').getByRole('link', { name: subject })
      await wanted.waitFor()
      for (let steps = 0; (await place(wanted)) !== 'here'; steps++) {
        if (steps > 40) throw new Error(`No way by keyboard to the row ${subject}`)
        await keys.press((await place(wanted)) === 'before' ? 'k' : 'j')
      }
      await keys.press('Enter')
    },
  }
  return hand
}
