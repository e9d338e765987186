/** Relative luminance of `#rrggbb` (WCAG 2). */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Sets the organisation's accent, with an ink that can be read on it. */
export function applyBranding(branding: { readonly accent?: string }): void {
  const { style } = document.documentElement
  const accent = branding.accent
  if (!accent || !/^#[0-9a-f]{6}$/i.test(accent)) {
    for (const name of ['--accent', '--accent-ink', '--accent-soft']) style.removeProperty(name)
    return
  }
  const light = luminance(accent) > 0.4
  style.setProperty('--accent', `light-dark(${light ? `color-mix(in srgb, ${accent} 55%, black)` : accent}, color-mix(in srgb, ${accent} 55%, white))`)
  style.setProperty('--accent-ink', 'light-dark(#ffffff, #0d1330)')
  style.setProperty('--accent-soft', `color-mix(in srgb, ${accent} 10%, var(--surface))`)
}
