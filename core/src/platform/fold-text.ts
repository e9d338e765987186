/** What two texts have in common when people would call them the same: width, composition, case and spacing do not count. */
export function foldText(text: string): string {
  // Upper case first, so that ß meets SS; the last sigma of a word is one like any other.
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC').replace(/\s+/g, ' ').trim()
}
