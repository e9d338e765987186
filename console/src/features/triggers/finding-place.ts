/** Which part of the form a path of the server's is in. */
export function sectionOf(path: string): 'when' | 'if' | 'then' {
  return path.startsWith('conditions') ? 'if' : path.startsWith('actions') ? 'then' : 'when'
}
