import { z, type Localized } from 'adapters-sdk'
import { FIELD_MESSAGES } from '../platform/index.js'
import { NO_CONDITIONS, toTree, type ConditionNode } from './condition.js'

const DEEPEST = 6
const MOST = 200

const name = z.string().min(1).max(100)
export const conditionValue = z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.union([z.string().max(1000), z.number()])).max(100), z.null()])
const leaf = z.strictObject({ target: name, op: name, value: conditionValue.default(null) })

interface Problem { readonly path: PropertyKey[]; readonly words: Localized }

const TOO_MANY: Localized = { ko: `조건과 그룹은 모두 ${MOST}개까지 쓸 수 있습니다.`, en: `No more than ${MOST} conditions and groups fit into one.` }
const TOO_DEEP: Localized = { ko: `그룹은 ${DEEPEST}단계까지 넣을 수 있습니다.`, en: `Groups can be nested ${DEEPEST} deep.` }
const NO_LIST: Localized = { ko: '조건의 목록이 있어야 합니다.', en: 'A list of conditions is needed.' }

/** A tree of conditions; `{must, any}` is read as well. Written by hand because a schema of itself cannot say how deep it may go. */
export const conditionTree = z
  .record(z.string(), z.unknown())
  .transform((given, context): ConditionNode => {
    const problems: Problem[] = []
    let count = 0
    const node = (value: unknown, path: PropertyKey[], depth: number): ConditionNode => {
      if (++count > MOST) return refuse(path, TOO_MANY)
      if (depth > DEEPEST) return refuse(path, TOO_DEEP)
      if (isGroup(value, 'all')) return { all: nodes(value.all, [...path, 'all'], depth) }
      if (isGroup(value, 'any')) return { any: nodes(value.any, [...path, 'any'], depth) }
      if (isGroup(value, 'not')) return { not: node(value.not, [...path, 'not'], depth + 1) }
      const parsed = leaf.safeParse(value, { error: FIELD_MESSAGES.ko })
      if (parsed.success) return parsed.data
      const english = leaf.safeParse(value, { error: FIELD_MESSAGES.en }).error!.issues
      parsed.error.issues.forEach((issue, at) => refuse([...path, ...issue.path], { ko: issue.message, en: english[at]!.message }))
      return NO_CONDITIONS
    }
    const nodes = (list: unknown, path: PropertyKey[], depth: number): ConditionNode[] => {
      if (!Array.isArray(list)) return [refuse(path, NO_LIST)]
      return list.slice(0, MOST + 1).map((one, index) => node(one, [...path, index], depth + 1))
    }
    const refuse = (path: PropertyKey[], words: Localized): ConditionNode => {
      problems.push({ path, words })
      return NO_CONDITIONS
    }
    const flat = 'must' in given && [given['must'], given['any'] ?? []].every(Array.isArray)
    const tree = node(flat || Object.keys(given).length === 0 ? toTree(given) : given, [], 0)
    for (const { path, words } of problems.slice(0, 20)) context.addIssue({ code: 'custom', path, params: { ...words } })
    return tree
  })
  .default(NO_CONDITIONS)

/** As answers show it. */
export const conditionTreeView = z.record(z.string(), z.unknown())

function isGroup<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return value !== null && typeof value === 'object' && Object.keys(value).length === 1 && key in value
}
