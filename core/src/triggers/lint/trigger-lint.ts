import type { Language, Localized } from 'adapters-sdk'
import { missingReferences, type AskableField } from '../../conditions/index.js'
import type { PluginGate } from '../../http/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { compileTrigger } from '../compile-trigger.js'
import { describeDefect } from '../defect.js'
import { toDefinition, type RuleRow } from '../rule-store.js'
import type { TriggerDefinition } from '../trigger-definition.js'
import type { TriggerParts } from '../trigger-parts.js'
import { assignments, readMemberships } from './assignments.js'
import { eachCondition } from './each-condition.js'
import { fieldValues } from './field-values.js'
import { finding, type Finding } from './finding.js'
import { lintSet } from './lint-set.js'
import { neverComes, type Surroundings } from './never-comes.js'
import { readRequiredFields, unfilledFields } from './required-fields.js'

export interface ShownFinding { readonly code: string; readonly level: 'error' | 'warning'; readonly path: string; readonly text: string }
export interface Draft extends TriggerDefinition { readonly title: string }

/** The place of a trigger that is not saved yet: behind the others. */
const NEW = 0

/** TRG-7: says in words what is wrong or doubtful with the triggers of the running service. */
export class TriggerLint {
  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
    readonly fields: { list(): Promise<readonly AskableField[]> },
    readonly surroundings: () => Promise<Surroundings>,
    readonly gate: PluginGate,
  ) {}

  /** Of every trigger that has any. */
  async all(language: Language): Promise<{ id: number; findings: ShownFinding[] }[]> {
    const found = await this.#look(null)
    return [...found].filter(([, findings]) => findings.length > 0).map(([id, findings]) => ({ id, findings: findings.map((one) => shown(one, language)) }))
  }

  /** What would be said if this were saved; `id`: instead of which trigger. */
  async draft(id: number | null, draft: Draft, language: Language): Promise<ShownFinding[]> {
    const found = await this.#look({ id: id ?? NEW, draft })
    return (found.get(id ?? NEW) ?? []).map((one) => shown(one, language))
  }

  async #look(changed: { readonly id: number; readonly draft: Draft } | null): Promise<Map<number, Finding[]>> {
    const rows = await this.db.all<RuleRow>('select r.* from {trigger_rule} r order by r.position, r.id')
    const stored = rows.map((row) => ({ id: row.id, title: row.title, acts: row.state === 'on', definition: toDefinition(row) }))
    const all = changed ? withDraft(stored, changed.id, changed.draft) : stored
    const compiled = all.map(({ id, title, acts, definition }) => ({ id, title, acts, compiled: compileTrigger(id, 0, definition, this.parts) }))
    const [missing, together, owners] = [await missingReferences(this.db, compiled.map((one) => one.compiled)), await lintSet(compiled, changed?.id), await this.#owners()]
    const [members, required, fields, around] = [await readMemberships(this.db), await readRequiredFields(this.db), await this.fields.list(), await this.surroundings()]
    return new Map(
      all.map(({ id, definition }, at) => {
        const defects = [...compiled[at]!.compiled.defects, ...(missing.get(id) ?? [])].map((defect): Finding => ({ code: defect.code, level: 'error', path: defect.path, words: describeDefect(defect) }))
        const { compiled: trigger } = compiled[at]!
        const doubts = defects.length > 0 || (changed && changed.id !== id) ? [] : [...neverComes(definition, around), ...assignments(trigger, members), ...fieldValues(trigger, fields), ...unfilledFields(trigger, required)]
        return [id, [...defects, ...this.#unavailable(definition, owners), ...(together.get(id) ?? []), ...doubts]]
      }),
    )
  }

  async #owners(): Promise<(owner: string) => boolean> {
    const owners = new Set([...this.parts.events.values(), ...this.parts.conditions.values(), ...this.parts.actions.values()].map(({ owner }) => owner))
    const on = new Set<string>(['core'])
    for (const owner of owners) if (owner === 'core' || (await this.gate.allows(owner))) on.add(owner)
    return (owner) => on.has(owner)
  }

  #unavailable(definition: TriggerDefinition, allowed: (owner: string) => boolean): Finding[] {
    const found: Finding[] = []
    const check = (part: { readonly owner: string } | undefined, label: Localized | undefined, path: string) => {
      if (part && label && !allowed(part.owner)) found.push(finding('unavailable', path, label))
    }
    definition.events.forEach((name, at) => check(this.parts.events.get(name), this.parts.events.get(name)?.event.label, `events.${at}`))
    for (const [{ target }, path] of eachCondition(definition.conditions)) check(this.parts.conditions.get(target), this.parts.conditions.get(target)?.condition.label, `${path}.target`)
    definition.actions.forEach(({ type }, at) => check(this.parts.actions.get(type), this.parts.actions.get(type)?.action.label, `actions.${at}.type`))
    return found
  }
}

interface Listed { readonly id: number; readonly title: string; readonly acts: boolean; readonly definition: TriggerDefinition }

/** Looked at as if it were on. */
function withDraft(stored: readonly Listed[], id: number, { title, ...definition }: Draft): Listed[] {
  const draft: Listed = { id, title, acts: true, definition }
  return stored.some((one) => one.id === id) ? stored.map((one) => (one.id === id ? draft : one)) : [...stored, draft]
}

function shown({ code, level, path, words }: Finding, language: Language): ShownFinding {
  return { code, level, path, text: words[language] }
}
