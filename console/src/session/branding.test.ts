import { expect, it } from 'vitest'
import { accentTokens, applyBranding, shadesOf } from './branding.js'
import { AA, contrast } from './contrast.js'

it('counts contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
})

it('makes every accent readable in both themes, and leaves alone what is', () => {
  const colours = ['#ffffff', '#000000', '#ffff00', '#ff0000', '#00ff00', '#0000ff', '#3056d3', '#f5a623', '#808080', '#181d29', '#0a7f3f']
  for (const colour of colours) {
    const { light, dark } = shadesOf(colour)
    expect([colour, contrast(light.accent, '#ffffff') >= AA, contrast(light.accent, light.soft) >= AA, contrast(dark.accent, '#181d29') >= AA, contrast(dark.accent, dark.soft) >= AA, contrast(dark.accent, '#0d1330') >= AA]).toEqual([colour, true, true, true, true, true])
  }
  expect([shadesOf('#3056d3').light.accent, shadesOf('#ffff00').dark.accent]).toEqual(['#3056d3', '#ffff00'])
})

it('puts the accent on the page and takes it away again', () => {
  const { style } = document.documentElement
  applyBranding({ accent: '#0a7f3f' })
  expect(style.getPropertyValue('--accent')).toBe(accentTokens('#0a7f3f')['--accent'])
  applyBranding({ accent: 'red; background: url(x)' })
  expect(style.getPropertyValue('--accent')).toBe('')
})
