/** What WCAG 2 AA wants between a text of normal size and what is behind it. */
export const AA = 4.5

/** Relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** `share` of `other` in `one`. */
export function mix(one: string, other: string, share: number): string {
  const to = channels(other)
  return `#${channels(one).map((channel, at) => Math.round(channel + (to[at]! - channel) * share).toString(16).padStart(2, '0')).join('')}`
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
}
