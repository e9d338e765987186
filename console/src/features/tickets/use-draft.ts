import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { FileInfo } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { currentService, session } from '../../session/session.js'
import { useAttachments } from './use-attachments.js'

export type DraftKind = 'reply' | 'note'
interface Content { readonly html: string; readonly cc: readonly string[]; readonly attachments: readonly FileInfo[] }
interface Kept extends Content { readonly at: number }

const KEPT_MS = 30 * 24 * 3_600_000
const HERE_MS = 300
const SERVER_MS = 1200

/**
 * What one writes on a ticket: kept on the server, so that it is there on the next device too;
 * in this browser only until the server has it.
 */
export function useDraft(number: string, kind: DraftKind) {
  const api = useApi()
  const name = `oc.draft.${currentService.value?.code}.${session.value?.member.id}.${number}.${kind}`
  const files = useAttachments()
  const html = ref('')
  const cc: Ref<string[]> = ref([])
  const saved = ref(false)
  /** Written since the server last heard of it. */
  let ahead = false
  let putting: Promise<unknown> = Promise.resolve()
  let timers: ReturnType<typeof setTimeout>[] = []

  const content = (): Content => ({ html: html.value, cc: cc.value, attachments: files.uploads.value.flatMap((upload) => upload.file ?? []) })
  const stop = () => timers.splice(0).forEach(clearTimeout)

  function keepHere(): void {
    localStorage.setItem(name, JSON.stringify({ ...content(), at: Date.now() } satisfies Kept))
  }
  function put(): Promise<unknown> {
    stop()
    ahead = false
    const { attachments, ...rest } = content()
    return (putting = putting.then(() =>
      api.put(`/tickets/${number}/drafts`, { kind, ...rest, attachments: attachments.map((file) => file.id) }).then(
        () => {
          if (ahead) return
          localStorage.removeItem(name)
          saved.value = html.value !== ''
        },
        // It stays in this browser, and is tried again with the next change.
        () => undefined,
      ),
    ))
  }
  function changed(): void {
    if (filling) return
    ahead = true
    saved.value = false
    stop()
    timers = [setTimeout(keepHere, HERE_MS), setTimeout(() => void put(), SERVER_MS)]
  }
  let filling = false
  function fill(now: Content): void {
    filling = true
    html.value = now.html
    cc.value = [...now.cc]
    files.replace(now.attachments)
    queueMicrotask(() => (filling = false))
  }
  watch([html, cc, () => files.ids.value.join()], changed, { deep: true, flush: 'sync' })

  onScopeDispose(() => {
    if (!ahead) return
    keepHere()
    void put()
  })

  return {
    html, cc, files, saved,
    /** What this browser kept is newer than what the server has; otherwise what the server has, unless something was written since. */
    load(fromServer: Content | undefined): void {
      const here = read(name)
      if (ahead) return
      fill(here ?? fromServer ?? { html: '', cc: [], attachments: [] })
      saved.value = html.value !== ''
      if (here) void put()
    },
    /** Nothing of it may reach the server after it is sent. */
    async settle(): Promise<void> {
      stop()
      await putting
    },
    clear(): void {
      stop()
      ahead = false
      localStorage.removeItem(name)
      fill({ html: '', cc: [], attachments: [] })
      saved.value = false
    },
  }
}

function read(name: string): Content | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
    return kept && Date.now() - kept.at < KEPT_MS ? { html: kept.html ?? '', cc: kept.cc ?? [], attachments: kept.attachments ?? [] } : undefined
  } catch {
    return undefined
  }
}
