import { foldText } from '../platform/fold-text.js'
import { tagName } from '../platform/tags.js'
import type { CompiledCondition, CompiledNode, ConditionPart } from './compile-conditions.js'
import { items, type Seen } from './operator.js'

/** What is known of a ticket's fields, by the names under which changes report them. */
export type Known = Readonly<Record<string, string | number | null>>

interface Literal<P extends ConditionPart> { readonly condition: CompiledCondition<P>; readonly holds: boolean }
type Case<P extends ConditionPart> = readonly Literal<P>[]

/** More ways than this for a tree to hold are not looked through. */
const MOST = 2000
const OTHER = 'something else'
/** What is understood of each type; whatever else is asked might hold. */
const UNDERSTOOD: Readonly<Partial<Record<ConditionPart['type'], readonly string[]>>> = {
  text: ['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with', 'present', 'absent'],
  choice: ['is', 'is_not', 'any_of', 'none_of', 'present', 'absent', 'changed', 'changed_to', 'changed_from'],
  number: ['eq', 'ne', 'lt', 'gt', 'le', 'ge', 'present', 'absent'],
  time: ['before', 'after', 'present', 'absent'],
  flag: ['is'],
  tags: ['any_of', 'all_of', 'none_of', 'present', 'absent', 'changed'],
  options: ['any_of', 'all_of', 'none_of', 'present', 'absent', 'changed'],
}

/** Every way in which a tree holds, or in which it does not; null: too many to look through. */
export type Ways<P extends ConditionPart> = readonly Case<P>[] | null
export const waysToHold = <P extends ConditionPart>(tree: CompiledNode<P>): Ways<P> => casesOf(tree, true)
export const waysToFail = <P extends ConditionPart>(tree: CompiledNode<P>): Ways<P> => casesOf(tree, false)

/** TRG-7: false only where no ticket can ever meet the tree; true where that is not certain. */
export function canHold<P extends ConditionPart>(tree: CompiledNode<P>, known: Known = {}): boolean {
  return areOpen(waysToHold(tree), known)
}

/** The same of a tree whose ways are known. */
export function areOpen<P extends ConditionPart>(ways: Ways<P>, known: Known = {}): boolean {
  return ways === null || ways.some((one) => possible(one, known))
}

/** Whether a ticket can go both ways at once. */
export function meet<P extends ConditionPart>(one: Ways<P>, other: Ways<P>): boolean {
  if (one === null || other === null || one.length * other.length > MOST) return true
  const others = other.map(grouped).filter(({ open }) => open)
  return one.some((way) => {
    const a = grouped(way)
    // Each is possible by itself, so only what both ask about can stand between them.
    return a.open && others.some((b) => [...b.byTarget].every(([target, asked]) => !a.byTarget.has(target) || possibleOf([...a.byTarget.get(target)!, ...asked], {})))
  })
}

interface Grouped<P extends ConditionPart> { readonly byTarget: ReadonlyMap<string, Literal<P>[]>; readonly open: boolean }
const groups = new WeakMap<Case<ConditionPart>, Grouped<ConditionPart>>()

function grouped<P extends ConditionPart>(way: Case<P>): Grouped<P> {
  let found = groups.get(way) as Grouped<P> | undefined
  if (!found) groups.set(way, (found = { byTarget: byTarget(way), open: possible(way, {}) }) as unknown as Grouped<ConditionPart>)
  return found
}

function byTarget<P extends ConditionPart>(way: Case<P>): Map<string, Literal<P>[]> {
  const found = new Map<string, Literal<P>[]>()
  for (const literal of way) {
    const asked = found.get(literal.condition.target)
    if (asked) asked.push(literal)
    else found.set(literal.condition.target, [literal])
  }
  return found
}

function casesOf<P extends ConditionPart>(node: CompiledNode<P>, holds: boolean): Case<P>[] | null {
  if (node.kind === 'not') return casesOf(node.node, !holds)
  if (node.kind === 'condition') return ofCondition(node.condition, holds)
  // A group that holds nothing holds.
  if (node.nodes.length === 0) return holds ? [[]] : []
  return combine(node.nodes.map((one) => () => casesOf(one, holds)), (node.kind === 'all') === holds)
}

function combine<P extends ConditionPart>(parts: readonly (() => Case<P>[] | null)[], every: boolean): Case<P>[] | null {
  let all: Case<P>[] = every ? [[]] : []
  for (const part of parts) {
    const cases = part()
    if (cases === null) return null
    all = every ? all.flatMap((one) => cases.map((other) => [...one, ...other])) : [...all, ...cases]
    if (all.length > MOST) return null
  }
  return all
}

/** A comparison with several texts is several comparisons with one. */
function ofCondition<P extends ConditionPart>(condition: CompiledCondition<P>, holds: boolean): Case<P>[] | null {
  const { part, op, value } = condition
  if (part.type !== 'text' || !op.startsWith('contains_')) return [[{ condition, holds }]]
  const each = items(value).map((one) => (): Case<P>[] => [[{ condition: { ...condition, op: 'contains', value: String(one) }, holds: op === 'contains_none' ? !holds : holds }]])
  return combine(each, op === 'contains_any' ? !holds : holds)
}

function possible<P extends ConditionPart>(way: Case<P>, known: Known): boolean {
  return [...byTarget(way).values()].every((asked) => possibleOf(asked, known))
}

/** All of one target. */
function possibleOf<P extends ConditionPart>(asked: Case<P>, known: Known): boolean {
  const { part } = asked[0]!.condition
  const understood = asked.filter(({ condition }) => UNDERSTOOD[part.type]?.includes(condition.op))
  if (part.type === 'text') return possibleText(understood.map(toText))
  const fixed = part.field === undefined ? undefined : known[part.field]
  const candidates = part.type === 'choice' ? choices(understood, fixed) : part.type === 'tags' ? sets(understood, ',', tagName) : part.type === 'options' ? sets(understood, '\n', String) : part.type === 'flag' ? [true, false, null].map((value) => seen(value)) : measures(understood)
  return candidates === null || candidates.some((one) => understood.every(({ condition, holds }) => condition.comparison.test(one) === holds))
}

const seen = (value: Seen['value'], change?: Seen['change']): Seen => ({ value, text: value === null ? '' : String(value), change, now: 0 })
/** What is compared with, one by one; a text may be one value or several with commas between. */
function mentioned(literals: Case<ConditionPart>): string[] {
  return [...new Set(literals.flatMap(({ condition: { value } }) => (typeof value === 'string' ? [value, ...value.split(/[,\n]/).map((one) => one.trim())] : Array.isArray(value) ? value : value === null ? [] : [value])).map(String))]
}

function choices(literals: Case<ConditionPart>, fixed: Known[string] | undefined): Seen[] {
  const values = [...mentioned(literals), OTHER, null]
  const now = fixed === undefined ? values : [fixed === null ? null : String(fixed)]
  return now.flatMap((value) => [seen(value), ...values.filter((before) => before !== value).map((before) => seen(value, { before, after: value }))])
}
/** `between`: what stands between two in one text. */
function sets(literals: Case<ConditionPart>, between: string, nameOf: (text: string) => string): Seen[] | null {
  const names = [...new Set(mentioned(literals).map(nameOf)), OTHER]
  if (names.length > 10) return null
  const all = Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_name, at) => (bits >> at) % 2 === 1))
  return all.flatMap((set) => [seen(set.join(between)), seen(set.join(between), { before: null, after: set })])
}
/** Every place on the line of numbers that a comparison could tell from another. */
function measures(literals: Case<ConditionPart>): Seen[] {
  const at = literals.flatMap(({ condition: { part, value } }) => (value === null ? [] : [part.type === 'time' ? Date.parse(String(value)) : Number(value)])).sort((a, b) => a - b)
  const between = at.flatMap((value, index) => [value, (value + (at[index + 1] ?? value + 2)) / 2])
  return [null, (at[0] ?? 1) - 1, ...between].map((value) => seen(value))
}

interface TextLiteral { readonly op: string; readonly text: string; readonly holds: boolean; readonly test: (text: string) => boolean }
const OPPOSITE: Readonly<Record<string, string>> = { is_not: 'is', not_contains: 'contains', absent: 'present' }

/** Literals are shared by the ways that they occur in. */
const texts = new WeakMap<Literal<ConditionPart>, TextLiteral>()

function toText(literal: Literal<ConditionPart>): TextLiteral {
  let text = texts.get(literal)
  if (!text) texts.set(literal, (text = readText(literal)))
  return text
}

function readText({ condition: { op, value, comparison }, holds }: Literal<ConditionPart>): TextLiteral {
  const positive = OPPOSITE[op]
  const text = value === null ? '' : foldText(String(value))
  // Split from a comparison with several, so its own test would ask for the others too.
  const test = (found: string) => (op === 'contains' ? found.includes(text) : comparison.test(seen(found))) === holds
  return { op: positive ?? op, text, holds: positive === undefined ? holds : !holds, test }
}

function possibleText(literals: readonly TextLiteral[]): boolean {
  const fits = (found: string) => literals.every(({ test }) => test(found))
  if (fits('')) return true
  const asked = (op: string, holds: boolean) => literals.filter((one) => one.op === op && one.holds === holds).map(({ text }) => text)
  const exact = asked('is', true)
  if (exact.length > 0) return fits(exact[0]!)
  // It is not empty then, which something asks for.
  if (asked('present', false).length > 0) return false
  const [starts, ends] = [asked('starts_with', true), asked('ends_with', true)]
  if (starts.some((one) => starts.some((other) => !one.startsWith(other) && !other.startsWith(one)))) return false
  if (ends.some((one) => ends.some((other) => !one.endsWith(other) && !other.endsWith(one)))) return false
  const within = [...asked('contains', true), ...starts, ...ends]
  if (asked('contains', false).some((one) => within.some((text) => text.includes(one)))) return false
  return !asked('starts_with', false).some((one) => starts.some((text) => text.startsWith(one))) && !asked('ends_with', false).some((one) => ends.some((text) => text.endsWith(one)))
}
