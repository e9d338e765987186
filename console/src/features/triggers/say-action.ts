/** A sentence of a trigger's result, filled in: `{name}` is a param in words, and of `[…|…]` the first part stays of whose params each has something to say. */
export function fillSentence(template: string, wordsOf: (name: string) => string | null): string {
  const said = new Map<string, string | null>()
  const say = (name: string) => {
    if (!said.has(name)) said.set(name, wordsOf(name))
    return said.get(name) ?? null
  }
  const sayable = (part: string) => [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => say(name!) !== null)
  let text = template
  // From the innermost outwards; what stands in a value is no part of the sentence yet.
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/\[([^[\]]*)\]/g, (_, parts: string) => parts.split('|').find(sayable) ?? '')
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => say(name) ?? '…')
}
