import { i18n } from '../i18n/i18n.js'
import { bytes } from '../i18n/format.js'
import { useToast } from '../kit/toast.js'
import type { Api } from './api.js'
import { asApiError } from './as-api-error.js'

const STEP_MS = 250

/** Fetches a file that the server makes while it is sent: the toast says how far it is, and can stop it. */
export function useDownload(api: Api): (path: string, title: string) => Promise<void> {
  const toast = useToast()
  const { t } = i18n.global
  return async (path, title) => {
    const stop = new AbortController()
    const id = toast.busy(t('download.busy', { title }), { cancel: () => stop.abort() })
    try {
      const response = await api.file(path, { signal: stop.signal })
      const file = await new Response(response.body!.pipeThrough(counted((size) => toast.update(id, { detail: bytes(size) })))).blob()
      save(file, nameOf(response) ?? title)
      toast.done(t('download.done', { title }), { detail: bytes(file.size) })
    } catch (cause) {
      if (stop.signal.aborted) return
      const error = asApiError(cause)
      toast.error(error.title, { detail: error.remedy, code: error.code })
    } finally {
      toast.dismiss(id)
    }
  }
}

function counted(tell: (size: number) => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let size = 0
  let told = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length
      controller.enqueue(chunk)
      if (performance.now() - told < STEP_MS) return
      told = performance.now()
      tell(size)
    },
  })
}

function nameOf(response: Response): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return encoded === undefined ? null : decodeURIComponent(encoded)
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
