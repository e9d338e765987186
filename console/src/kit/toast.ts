import { readonly, ref } from 'vue'

export interface Toast {
  readonly id: number
  readonly tone: 'done' | 'error' | 'busy'
  readonly title: string
  readonly detail?: string
  readonly code?: string
  readonly undo?: () => void
  /** Ends what is under way. */
  readonly cancel?: () => void
  /** How long it stays. */
  readonly ms?: number
}
export type ToastOptions = Omit<Toast, 'id' | 'tone' | 'title'>

const toasts = ref<Toast[]>([])
let last = 0

function show(tone: Toast['tone'], title: string, options: ToastOptions = {}): number {
  const id = ++last
  // What is under way is not pushed away by what is over.
  const under = toasts.value.filter((toast) => toast.tone === 'busy')
  toasts.value = [...under, ...toasts.value.filter((toast) => toast.tone !== 'busy').slice(-2), { id, tone, title, ...options }]
  // An error stays until it is read; what can be undone stays long enough to think.
  if (tone === 'done') setTimeout(() => dismiss(id), options.ms ?? (options.undo ? 8000 : 4000))
  return id
}
function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** They told one member; the next one on this screen is told nothing of it. */
export function clearToasts(): void {
  toasts.value = []
}

export function useToast() {
  return {
    toasts: readonly(toasts),
    done: (title: string, options?: ToastOptions) => show('done', title, options),
    error: (title: string, options?: ToastOptions) => show('error', title, options),
    /** Stays until it is dismissed. */
    busy: (title: string, options?: ToastOptions) => show('busy', title, options),
    update(id: number, change: ToastOptions): void {
      toasts.value = toasts.value.map((toast) => (toast.id === id ? { ...toast, ...change } : toast))
    },
    dismiss,
  }
}
