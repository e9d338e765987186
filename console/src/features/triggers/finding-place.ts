/** Which part of the form a path of the server's is in. */
export function sectionOf(path: string): 'name' | 'when' | 'if' | 'then' {
  if (path === 'title' || path === 'state') return 'name'
  return path.startsWith('conditions') ? 'if' : path.startsWith('actions') ? 'then' : 'when'
}

/** Shows what a path names and puts the focus there: the part of the form whose own path is most of it. */
export function goTo(path: string): void {
  const section = document.getElementById(`trigger-${sectionOf(path)}`)
  const parts = [...(section?.querySelectorAll<HTMLElement>('[data-path]') ?? [])].filter(({ dataset }) => `${path}.`.startsWith(`${dataset['path']!}.`))
  const place = parts.sort((a, b) => b.dataset['path']!.length - a.dataset['path']!.length)[0] ?? section
  const control = place?.querySelector<HTMLElement>('[aria-invalid=true]') ?? place?.querySelector<HTMLElement>('select, input, textarea, [contenteditable=true], button')
  control?.focus({ preventScroll: true })
  place?.scrollIntoView({ block: 'center' })
}
