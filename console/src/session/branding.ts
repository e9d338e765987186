import { AA, contrast, mix } from './contrast.js'

export interface Shades {
  readonly accent: string
  /** Behind what is chosen. */
  readonly soft: string
}
/** The surfaces of both themes, as in tokens.css, and what a colour becomes on them to be read. */
const LIGHT = { surface: '#ffffff', towards: '#000000' }
const DARK = { surface: '#181d29', towards: '#ffffff' }
export const COLOUR = /^#[0-9a-f]{6}$/i

/** The accent as it can be read as text on both surfaces, and with the theme's ink on it: itself where it can, else the nearest darker or lighter shade. */
export function shadesOf(accent: string): { readonly light: Shades; readonly dark: Shades } {
  return { light: readable(accent, LIGHT), dark: readable(accent, DARK) }
}

function readable(accent: string, { surface, towards }: typeof LIGHT): Shades {
  for (let share = 0; ; share += 0.02) {
    const shade = mix(accent.toLowerCase(), towards, Math.min(share, 1))
    const soft = mix(surface, shade, 0.08)
    if (share >= 1 || contrast(shade, soft) >= AA) return { accent: shade, soft }
  }
}

/** The tokens of an accent, for the whole page or for a part of it. */
export function accentTokens(accent: string): Readonly<Record<string, string>> {
  const { light, dark } = shadesOf(accent)
  return { '--accent': `light-dark(${light.accent}, ${dark.accent})`, '--accent-ink': 'light-dark(#ffffff, #0d1330)', '--accent-soft': `light-dark(${light.soft}, ${dark.soft})` }
}

/** Sets the organisation's accent; without one the installation's own. */
export function applyBranding({ accent }: { readonly accent?: string | undefined }): void {
  const { style } = document.documentElement
  if (accent && COLOUR.test(accent)) for (const [name, value] of Object.entries(accentTokens(accent))) style.setProperty(name, value)
  else for (const name of ['--accent', '--accent-ink', '--accent-soft']) style.removeProperty(name)
}
