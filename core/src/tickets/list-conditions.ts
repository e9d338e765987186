import type { Params } from 'adapters-sdk'
import { compileConditions, missingReferences, writeSql, type CompiledConditions, type ConditionDefect, type ConditionNode, type ListPart } from '../conditions/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { listField } from './list-fields.js'
import { forReader, mentionsMyGroups } from './personal-values.js'

/** Conditions of lists: checked, and made into SQL for whoever is looking. */
export class ListConditions {
  constructor(
    readonly db: ScopedDb,
    readonly parts: ReadonlyMap<string, ListPart>,
    readonly now: () => number,
  ) {}

  get me(): number {
    return currentScope().cause.actorId ?? 0
  }

  /** `clause` is about the ticket `t`; only where there are no defects. */
  async compile(tree: ConditionNode): Promise<CompiledConditions<ListPart> & { clause(params: Record<string, Params[string]>, prefix: string): string }> {
    const groups = mentionsMyGroups(tree) ? await this.myGroups() : []
    const compiled = compileConditions(forReader(tree, this.me, groups), (target) => this.parts.get(target) ?? listField(target, this.db.engine))
    return { ...compiled, clause: (params, prefix) => writeSql(compiled.root, this.db.engine, this.now(), params, prefix) }
  }

  /** What is wrong with each of these, what no longer exists included. */
  async defects(trees: readonly ConditionNode[]): Promise<ConditionDefect[][]> {
    const compiled = await Promise.all(trees.map((tree) => this.compile(tree)))
    const missing = await missingReferences(this.db, compiled.map(({ references }, id) => ({ id, references: references.filter((reference) => reference.id !== 0) })))
    return compiled.map(({ defects }, index) => [...defects, ...(missing.get(index) ?? [])])
  }

  async myGroups(): Promise<number[]> {
    const rows = await this.db.all<{ id: number }>('select k.group_id as id from {agent_group_member} k where k.member_id = :me order by k.group_id', { me: this.me })
    return rows.map((row) => row.id)
  }
}
