import { AppError, type Language } from 'adapters-sdk'
import { stringify } from 'yaml'
import { missingReferences } from '../../conditions/index.js'
import { FIELD_MESSAGES } from '../../platform/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { compileTrigger } from '../compile-trigger.js'
import { describeDefect } from '../defect.js'
import { same } from '../same.js'
import type { StoredTrigger, TriggerEditor, TriggerInput } from '../trigger-editor.js'
import type { TriggerParts } from '../trigger-parts.js'
import { triggerInFile, triggersInFile } from '../trigger-schemas.js'
import { renameReferences } from './name-references.js'
import { readServiceNames, type ServiceNames } from './service-names.js'
import { TriggerDocument } from './trigger-document.js'

/** What a file would do to one trigger. */
export interface FileChange {
  readonly change: 'added' | 'changed' | 'same'
  /** null: it is not there yet. */
  readonly before: StoredTrigger | null
  readonly after: TriggerInput
}

const SAY = {
  ko: { list: 'triggers 아래에 트리거 목록이 있어야 합니다.', twice: '같은 제목의 트리거가 파일에 두 번 있습니다: ', ambiguous: '이 서비스에 같은 제목의 트리거가 여럿 있어 어느 것을 바꿀지 알 수 없습니다: ', unknown: '이 서비스에 없는 이름입니다: ' },
  en: { list: 'There must be a list of triggers below triggers.', twice: 'The file has two triggers of this title: ', ambiguous: 'The service has several triggers of this title, so it is not clear which is meant: ', unknown: 'The service has nothing of this name: ' },
} as const

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
    const document = new TriggerDocument(text, language)
    document.refuseWrong()
    const parsed = triggersInFile.safeParse(document.value, { error: FIELD_MESSAGES[language] })
    if (!parsed.success) for (const issue of parsed.error.issues) if (!unknownKeys(document, [], issue)) document.wrong([], issue.code === 'too_big' ? issue.message : say.list)
    document.refuseWrong()
    const names = await readServiceNames(this.db)
    const stored = await this.editor.list(language)
    const seen = new Set<string>()
    const inputs: TriggerInput[] = []
    for (const [index, one] of parsed.data!.triggers.entries()) {
      const input = triggerInFile.safeParse(one, { error: FIELD_MESSAGES[language] })
      if (!input.success) {
        for (const issue of input.error.issues) if (!unknownKeys(document, ['triggers', index], issue)) document.wrong(['triggers', index, ...(issue.path as (string | number)[])], issue.message)
        continue
      }
      const { title } = input.data
      const own = stored.filter((trigger) => trigger.title === title)
      if (seen.has(title)) document.wrong(['triggers', index, 'title'], say.twice + title)
      if (own.length > 1) document.wrong(['triggers', index, 'title'], say.ambiguous + title)
      seen.add(title)
      // As it is here it may stay, also where it is broken.
      if (own[0] && same(content(this.#named(own[0], names)), content(input.data))) inputs.push(own[0])
      else inputs.push(await this.#resolved(input.data, names, say.unknown, ['triggers', index], document))
    }
    document.refuseWrong()
    return inputs
  }

  /** With the ids of this service, and everything noted that would not work in it. */
  async #resolved(input: TriggerInput, names: ServiceNames, unknown: string, at: readonly (string | number)[], document: TriggerDocument): Promise<TriggerInput> {
    const { language } = document
    const place = (path: string) => [...at, ...path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))]
    const missing = new Set<string>()
    const definition = renameReferences(input, this.parts, (kind, value, path) => {
      const id = names[kind].ids.get(String(value))
      if (id !== undefined) return id
      missing.add(path)
      document.wrong(place(path), unknown + String(value))
      return value
    })
    for (const [index, { type, params }] of definition.actions.entries()) {
      const properties = this.parts.actions.get(type)?.schema.properties
      for (const name of properties ? Object.keys(params) : []) if (!Object.hasOwn(properties!, name)) document.wrongKey(place(`actions.${index}.params.${name}`), unknownKey(name, language))
    }
    const compiled = compileTrigger(0, 0, definition, this.parts)
    const gone = (await missingReferences(this.db, [compiled])).get(0) ?? []
    for (const defect of [...compiled.defects, ...gone]) if (!missing.has(defect.path)) document.wrong(place(defect.path), describeDefect(defect)[language])
    return definition
  }
}

/** Whether it is about names that nobody knows: each is said at its own line. */
function unknownKeys(document: TriggerDocument, at: readonly (string | number)[], issue: { readonly code: string; readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] }): boolean {
  if (issue.code !== 'unrecognized_keys') return false
  for (const key of issue.keys ?? []) document.wrongKey([...at, ...(issue.path as (string | number)[]), key], unknownKey(key, document.language))
  return true
}
function unknownKey(name: string, language: Language): string {
  return { ko: `알 수 없는 항목입니다: ${name}`, en: `Nothing is known by this name: ${name}` }[language]
}

function content({ title, state, events, wait, conditions, actions }: TriggerInput): unknown {
  return [title, state, events, wait ?? null, conditions, actions]
}
