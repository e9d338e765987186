declare const type: unique symbol
/** A typed key of the container; the same symbol whichever copy of the SDK made it. */
export type Token<T> = symbol & { readonly [type]?: T }

/** `name` carries a version: `tickets@1`. */
export function token<T>(name: string): Token<T> {
  return Symbol.for(`opencontact:${name}`) as Token<T>
}
