/** While a syllable is being composed no key is a command. Of the key that ends it Safari says so by its code alone. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
