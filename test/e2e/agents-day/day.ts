import type { Locator } from 'playwright-core'
import type { TestServer } from '../../support/index.js'
import type { Language, Person } from '../support/index.js'
import type { Hand } from './hand.js'
import { NAMES, type World } from './world.js'

/** One agent, one day: who they are, what they work with, and what they do again and again. */
export class Day {
  readonly names: (typeof NAMES)[Language]
  constructor(readonly server: TestServer, readonly world: World, readonly me: Person, readonly hand: Hand, readonly lookIn: () => Promise<Person>) {
    this.names = NAMES[me.language]
  }
  get page() { return this.me.page }
  get main(): Locator { return this.page.locator('.workspace') }
  get thread(): Locator { return this.page.locator('.thread') }
  get composer(): Locator { return this.page.locator('.composer') }
  get dialog(): Locator { return this.page.getByRole('dialog') }
  get editor(): Locator { return this.composer.locator('[contenteditable=true]') }
  /** In the language of the day. */
  readonly t = (ko: string, en: string): string => (this.me.language === 'ko' ? ko : en)
  button(name: string | RegExp, within: Locator = this.page.locator('body')): Locator { return within.getByRole('button', { name, exact: typeof name === 'string' }) }
  async sees(text: string | RegExp, within: Locator = this.page.locator('body')): Promise<void> { await within.getByText(text).first().waitFor() }
  /** What the toast says that was done. */
  told(text: string | RegExp): Promise<void> { return this.sees(text, this.page.locator('.toaster')) }

  list(name: string): Promise<void> {
    return this.hand.command(name, this.page.getByRole('navigation').first().getByRole('link', { name: new RegExp(`^${name}\\s*[\\d,]*$`) })).then(() => this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor())
  }
  /** From wherever one is to a ticket, by what it is about. */
  async open(subject: string): Promise<void> {
    const { ticket } = await this.world.desk.arrived(subject)
    if (this.hand.name === 'keyboard') await this.hand.command(ticket.number)
    else {
      await this.list(this.t('전체 티켓', 'All tickets'))
      await this.hand.row(subject)
    }
    await this.page.waitForURL(`**/${ticket.number}*`)
    await this.sees(subject, this.main.locator('main header'))
  }
  /** An entry of the menu of the open ticket. */
  menu(key: string, entry: string): Promise<void> {
    return this.hand.key(key, this.button(this.t('티켓 작업', 'Ticket actions')), this.page.getByRole('menuitem', { name: entry }))
  }
  /** Types into a rich text field that is not the composer's. */
  async write(editor: Locator, text: string): Promise<void> {
    await this.hand.press(editor)
    if (this.hand.name === 'keyboard') await this.page.keyboard.press('Control+a')
    await this.page.keyboard.type(text)
  }
}

export interface Step { readonly ko: string; readonly en: string; do(day: Day): Promise<void> }
