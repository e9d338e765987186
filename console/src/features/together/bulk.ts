import { computed, shallowRef, watch } from 'vue'
import type { Answer, List } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { can, currentService } from '../../session/session.js'
import type { ConditionNode } from '../conditions/types.js'
import { touched } from '../tickets/touched.js'

export type Bulk = Answer<'getApiSServiceBulkId'>
export type BulkChoice =
  | { readonly type: 'change'; readonly groupId?: number; readonly assigneeId?: number | null; readonly priority?: string; readonly state?: string }
  | { readonly type: 'reply'; readonly html: string; readonly outcome: 'solve' | 'hold'; readonly attachments: readonly number[] }
/** Tickets one by one, or all that a list holds with as many as are confirmed. */
export type BulkTarget = { readonly numbers: readonly string[] } | { readonly list: { readonly view: string; readonly filter?: ConditionNode; readonly count: number } }
export const targeted = (target: BulkTarget): number => ('list' in target ? target.list.count : target.numbers.length)

const ASK_MS = 1000

/** One's bulk actions that run, or ended and were not put away: they go on whichever page is open. */
export const bulks = shallowRef<readonly Bulk[]>([])
const dismissed = new Set<number>()
const running = computed(() => bulks.value.some((bulk) => bulk.state === 'running'))
let timer: ReturnType<typeof setTimeout> | undefined

function show(bulk: Bulk): void {
  bulks.value = [bulk, ...bulks.value.filter((one) => one.id !== bulk.id)]
  follow()
}
async function load(): Promise<void> {
  const service = currentService.value?.code
  if (!service || !can('tickets')) return void (bulks.value = [])
  const answer = await useApi().get<List<Bulk>>('/bulk').catch(() => null)
  if (!answer || service !== currentService.value?.code) return
  const before = running.value
  bulks.value = answer.items.filter((bulk) => !dismissed.has(bulk.id))
  if (before && !running.value) touched.value++
  follow()
}
function follow(): void {
  clearTimeout(timer)
  if (running.value) timer = setTimeout(() => void load().finally(follow), ASK_MS)
}

/** Called once, by the shell. */
export function keepBulks(): void {
  watch(() => currentService.value?.code, () => void load(), { immediate: true })
}
export async function beginBulk(target: BulkTarget, action: BulkChoice): Promise<void> {
  show(await useApi().post<Bulk>('/bulk', { ...target, action }))
}
export async function cancelBulk(id: number): Promise<void> {
  show(await useApi().post<Bulk>(`/bulk/${id}/cancel`))
}
export async function undoBulk(id: number): Promise<void> {
  const undoing = await useApi().post<Bulk>(`/bulk/${id}/undo`)
  dismiss(id)
  show(undoing)
}
export function dismiss(id: number): void {
  dismissed.add(id)
  bulks.value = bulks.value.filter((bulk) => bulk.id !== id)
}
