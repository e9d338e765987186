import type { ErrorDefinition, Language } from 'adapters-sdk'

/** Every error code the product can answer with, from the core and from plugins, each defined once. */
export class ErrorCatalogue {
  readonly #definitions = new Map<string, ErrorDefinition>()

  add(definitions: Readonly<Record<string, ErrorDefinition>>): void {
    for (const [code, definition] of Object.entries(definitions)) {
      if (this.#definitions.has(code)) throw new Error(`The error code ${code} is defined twice.`)
      this.#definitions.set(code, definition)
    }
  }

  has(code: string): boolean {
    return this.#definitions.has(code)
  }

  get codes(): string[] {
    return [...this.#definitions.keys()].sort()
  }

  describe(code: string, values: Readonly<Record<string, string | number>>, language: Language): { status: number; title: string; remedy: string } {
    const definition = this.#definitions.get(code) ?? this.#definitions.get('http.internal')!
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    return { status: definition.status, title: fill(definition.title[language]), remedy: fill(definition.remedy[language]) }
  }
}
