import { AppError, type Language } from 'adapters-sdk'
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { yamlWords } from './yaml-words.js'

type Path = readonly (string | number)[]

const LINE = { ko: (line: number) => `${line}번째 줄`, en: (line: number) => `line ${line}` } as const
const SHOWN = 50

/** A YAML file that is being read: what it holds, and what is wrong where. */
export class TriggerDocument {
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed
  readonly #problems = new Map<number, Set<string>>()

  constructor(
    text: string,
    readonly language: Language,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines })
    for (const error of [...this.#document.errors, ...this.#document.warnings]) this.#add(error.pos[0], yamlWords(error, language))
  }

  /** Aliases that would blow up are an error of the file, not ours. */
  get value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 100 }) as unknown
    } catch {
      return null
    }
  }

  wrong(path: Path, message: string): void {
    this.#add(this.#offsetOf(path), message)
  }

  /** About the name at the end of `path` rather than its value. */
  wrongKey(path: Path, message: string): void {
    const around = this.#document.getIn(path.slice(0, -1), true)
    const key = isMap(around) ? around.items.map((pair) => pair.key).find((one) => isScalar(one) && one.value === path.at(-1)) : undefined
    this.#add((isScalar(key) ? key.range?.[0] : undefined) ?? this.#offsetOf(path), message)
  }

  /** Everything at once: one entry a line, since places are its names. */
  refuseWrong(): void {
    if (this.#problems.size === 0) return
    const errors = [...this.#problems].sort(([a], [b]) => a - b).slice(0, SHOWN)
    throw new AppError('trigger.file_invalid', {}, { errors: errors.map(([line, messages]) => ({ path: LINE[this.language](line), message: [...messages].join(' / ') })) })
  }

  #add(offset: number, message: string): void {
    const { line } = this.#lines.linePos(offset)
    this.#problems.set(line, (this.#problems.get(line) ?? new Set()).add(message))
  }

  /** Where a part begins, or the nearest part around it that is there. */
  #offsetOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] | null } | undefined
      if (!node || !(isMap(node) || isScalar(node) || 'items' in node)) continue
      if (node.range) return node.range[0]!
    }
    return 0
  }
}
