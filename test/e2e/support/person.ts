import type { Locator, Page } from 'playwright-core'
import { PASSWORD, type BrowserPage } from '../../support/index.js'
import { wordsOf, type Language, type Word } from './words.js'

/** Somebody in front of the console, who finds things by what they are called. */
export class Person {
  readonly page: Page
  readonly errors: readonly string[]
  readonly word: (word: Word) => string

  constructor({ page, errors }: BrowserPage, readonly language: Language) {
    this.page = page
    this.errors = errors
    this.word = wordsOf(language)
    page.setDefaultTimeout(30_000)
  }

  button(name: Word, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name: this.word(name), exact: true })
  }
  dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  /** Writes into the fields with these labels. */
  async enter(values: Partial<Record<Word, string>>, within: Locator | Page = this.page): Promise<void> {
    for (const [word, value] of Object.entries(values)) await within.getByLabel(labelled(this.word(word as Word))).fill(value)
  }
  async choose(label: Word, option: string, within: Locator | Page = this.page): Promise<void> {
    await within.getByLabel(labelled(this.word(label))).selectOption({ label: option })
  }
  /** Types into a rich text field, where `**` around something makes it bold. */
  async write(editor: Locator, text: string): Promise<void> {
    await editor.locator('[contenteditable=true]').click()
    for (const [at, part] of text.split('**').entries()) {
      if (at > 0) await this.button('bold', editor).click()
      await this.page.keyboard.type(part)
    }
  }

  async logIn(url: string, login: string): Promise<void> {
    await this.page.goto(url)
    await this.enter({ login, password: PASSWORD })
    await this.button('logIn').click()
    await this.page.getByRole('navigation', { name: this.word('mainMenu') }).waitFor()
  }
  /** From wherever they are to a page of the service's administration. */
  async administer(page: Word): Promise<void> {
    await this.page.getByRole('navigation', { name: this.word('mainMenu') }).getByRole('link', { name: this.word('administration') }).click()
    await this.page.getByRole('navigation', { name: this.word('administration') }).getByRole('link', { name: this.word(page), exact: true }).click()
    await this.page.getByRole('heading', { level: 1, name: this.word(page) }).waitFor()
  }
  async sees(text: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within.getByText(text).first().waitFor()
  }
}

/** A label may carry the star of what is required behind its words. */
const labelled = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`)
