import { AppError, z, type Language } from 'adapters-sdk'
import { isMap, isScalar, LineCounter, parseDocument, stringify, type Document } from 'yaml'
import { FIELD_MESSAGES } from '../../platform/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { compileTrigger } from '../compile-trigger.js'
import { describeDefect } from '../defect.js'
import { same } from '../same.js'
import type { StoredTrigger, TriggerEditor, TriggerInput } from '../trigger-editor.js'
import type { TriggerParts } from '../trigger-parts.js'
import { triggerInput } from '../trigger-schemas.js'
import { renameReferences } from './name-references.js'
import { readServiceNames, type ServiceNames } from './service-names.js'

/** What a file would do to one trigger. */
export interface FileChange {
  readonly change: 'added' | 'changed' | 'same'
  /** null: it is not there yet. */
  readonly before: StoredTrigger | null
  readonly after: TriggerInput
}
interface Problem { readonly line: number; readonly message: string }

const SAY = {
  ko: { list: 'triggers 아래에 트리거 목록이 있어야 합니다.', twice: '같은 제목의 트리거가 파일에 두 번 있습니다: ', ambiguous: '이 서비스에 같은 제목의 트리거가 여럿 있어 어느 것을 바꿀지 알 수 없습니다: ', unknown: '이 서비스에 없는 이름입니다: ', line: (line: number) => `${line}번째 줄` },
  en: { list: 'There must be a list of triggers below triggers.', twice: 'The file has two triggers of this title: ', ambiguous: 'The service has several triggers of this title, so it is not clear which is meant: ', unknown: 'The service has nothing of this name: ', line: (line: number) => `line ${line}` },
} as const
const MOST = 1000

/** Triggers as a YAML file that means the same in another service: by names, not ids. */
export class TriggerFiles {
  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
    readonly editor: TriggerEditor,
  ) {}

  async write(language: Language): Promise<string> {
    const names = await readServiceNames(this.db)
    const triggers = (await this.editor.list(language)).map((trigger) => {
      const { title, state, events, wait, conditions, actions } = this.#named(trigger, names)
      return { title, state, events, ...(wait ? { wait } : {}), conditions, actions }
    })
    return stringify({ triggers }, { lineWidth: 0 })
  }

  /** What the file would do. Nothing is written. */
  async compare(text: string, language: Language): Promise<FileChange[]> {
    const given = await this.#read(text, language)
    const stored = await this.editor.list(language)
    return given.map((after): FileChange => {
      const before = stored.find(({ title }) => title === after.title) ?? null
      const change = before === null ? 'added' : same(content(before), content(after)) ? 'same' : 'changed'
      return { change, before, after }
    })
  }

  /** All of it or nothing. `seen`: the versions that were compared with. */
  import(text: string, seen: Readonly<Record<string, number>>, language: Language): Promise<FileChange[]> {
    return this.db.transaction(async () => {
      const changes = await this.compare(text, language)
      for (const { change, before, after } of changes) {
        if (before !== null && seen[before.id] !== before.version) throw new AppError('trigger.changed_meanwhile')
        if (change === 'added') await this.editor.create(after, language, 'imported')
        if (change === 'changed') await this.editor.change(before!.id, before!.version, after, language, 'imported')
      }
      return changes
    })
  }

  /** What is gone has no name; reading the file elsewhere says where it stands. */
  #named(trigger: StoredTrigger, names: ServiceNames): StoredTrigger {
    return renameReferences(trigger, this.parts, (kind, id) => names[kind].names.get(Number(id)) ?? `#${id}`)
  }

  async #read(text: string, language: Language): Promise<TriggerInput[]> {
    const say = SAY[language]
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines })
    const problems: Problem[] = document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0]! }))
    const at = (path: readonly (string | number)[]) => lines.linePos(offsetOf(document, path)).line
    const refuse = () => {
      if (problems.length > 0) throw new AppError('trigger.file_invalid', {}, { errors: problems.toSorted((a, b) => a.line - b.line).slice(0, 50).map(({ line, message }) => ({ path: say.line(line), message })) })
    }
    refuse()
    const parsed = z.object({ triggers: z.array(z.unknown()).max(MOST) }).safeParse(safely(document))
    if (!parsed.success) problems.push({ line: 1, message: say.list })
    refuse()
    const names = await readServiceNames(this.db)
    const stored = await this.editor.list(language)
    const seen = new Set<string>()
    const inputs = parsed.data!.triggers.map((one, index) => {
      const input = triggerInput.safeParse(one, { error: FIELD_MESSAGES[language] })
      if (!input.success) {
        problems.push(...input.error.issues.map(({ path, message }) => ({ line: at(['triggers', index, ...(path as (string | number)[])]), message })))
        return null
      }
      const { title } = input.data
      const own = stored.filter((trigger) => trigger.title === title)
      if (seen.has(title)) problems.push({ line: at(['triggers', index, 'title']), message: say.twice + title })
      if (own.length > 1) problems.push({ line: at(['triggers', index, 'title']), message: say.ambiguous + title })
      seen.add(title)
      // As it is here it may stay, also where it is broken.
      if (own[0] && same(content(this.#named(own[0], names)), content(input.data))) return own[0]
      const place = (path: string) => at(['triggers', index, ...path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))])
      let missing = false
      const definition = renameReferences(input.data, this.parts, (kind, value, path) => {
        const id = names[kind].ids.get(String(value))
        if (id !== undefined) return id
        missing = true
        problems.push({ line: place(path), message: say.unknown + String(value) })
        return value
      })
      if (!missing) problems.push(...compileTrigger(0, 0, definition, this.parts).defects.map((defect) => ({ line: place(defect.path), message: describeDefect(defect)[language] })))
      return definition
    })
    refuse()
    return inputs as TriggerInput[]
  }
}

/** Aliases that would blow up are an error of the file, not ours. */
function safely(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown
  } catch {
    return null
  }
}

/** Where a part of the document begins, or the nearest part around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] | null } | undefined
    if (!node || !(isMap(node) || isScalar(node) || 'items' in node)) continue
    if (node.range) return node.range[0]!
  }
  return 0
}

function content({ title, state, events, wait, conditions, actions }: TriggerInput): unknown {
  return [title, state, events, wait ?? null, conditions, actions]
}
