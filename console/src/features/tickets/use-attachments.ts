import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { asApiError } from '../../api/as-api-error.js'
import type { FileInfo } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { bytes } from '../../i18n/format.js'
import { useToast } from '../../kit/toast.js'

export const MAX_FILES = 5
export const MAX_BYTES = 10 * 1024 * 1024

export interface Upload { readonly key: number; readonly name: string; readonly bytes: number; file: FileInfo | null }

/** Files on their way with a message: uploaded at once, so that sending waits for nothing. */
export function useAttachments() {
  const api = useApi()
  const toast = useToast()
  const { t } = useI18n()
  const uploads = ref<Upload[]>([])
  let last = 0

  async function upload(file: File): Promise<void> {
    const key = ++last
    // macOS hands over Korean names in pieces.
    const name = file.name.normalize('NFC')
    uploads.value.push({ key, name, bytes: file.size, file: null })
    try {
      const stored = await api.post<FileInfo>(`/files?name=${encodeURIComponent(name)}`, file)
      const entry = uploads.value.find((one) => one.key === key)
      if (entry) entry.file = stored
    } catch (cause) {
      remove(key)
      const error = asApiError(cause)
      toast.error(error.title, { detail: `${file.name}: ${error.remedy}`, code: error.code })
    }
  }

  function add(files: readonly File[]): void {
    for (const file of files) {
      if (uploads.value.length >= MAX_FILES) return void toast.error(t('composer.tooMany', { max: MAX_FILES }), { detail: file.name })
      if (file.size > MAX_BYTES) toast.error(t('composer.tooLarge', { max: bytes(MAX_BYTES) }), { detail: file.name })
      else void upload(file)
    }
  }
  function remove(key: number): void {
    uploads.value = uploads.value.filter((one) => one.key !== key)
  }
  return {
    uploads,
    add,
    remove,
    /** Files uploaded before, of a draft. */
    replace: (files: readonly FileInfo[]) => (uploads.value = files.map((file) => ({ key: ++last, name: file.name, bytes: file.bytes, file }))),
    uploading: computed(() => uploads.value.some((one) => one.file === null)),
    ids: computed(() => uploads.value.flatMap((one) => (one.file ? [one.file.id] : []))),
  }
}
