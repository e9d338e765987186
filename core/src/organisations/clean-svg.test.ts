import { describe, expect, it } from 'vitest'
import { cleanSvg } from './clean-svg.js'

const NS = 'xmlns="http://www.w3.org/2000/svg"'

describe('cleanSvg', () => {
  it('keeps shapes, colours and gradients, and drops what only describes the file', () => {
    const drawn = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><!-- made by hand --><svg ${NS} viewBox="0 0 8 8" data-name="x"><metadata><rdf:RDF>me</rdf:RDF></metadata><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path d="M0 0h8" fill="url(#a)" class="st0"/><use href="#a"/></svg>`
    expect(cleanSvg(drawn)).toBe(`<svg ${NS} viewBox="0 0 8 8"><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><path d="M0 0h8" fill="url(#a)"></path><use href="#a"></use></svg>`)
  })

  it('gives a picture its name space', () => {
    expect(cleanSvg('<svg viewBox="0 0 1 1"><rect width="1" height="1"/></svg>')).toContain(`<svg ${NS} viewBox`)
  })

  it('refuses what could run, load or hide something', () => {
    const bad = [
      '<script>alert(1)</script>',
      '<SCRIPT>alert(1)</SCRIPT>',
      '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
      '<rect onload="alert(1)"/>',
      '<rect ONLOAD="alert(1)"/>',
      '<a href="javascript:alert(1)"><rect/></a>',
      '<use href="https://evil.example/x.svg#a"/>',
      '<use xlink:href="data:image/svg+xml,x"/>',
      '<image href="https://evil.example/pixel.png"/>',
      '<rect fill="url(https://evil.example/x)"/>',
      '<rect style="background: url(//evil.example)"/>',
      '<style>@import "https://evil.example"</style>',
      '<foreignObject><iframe src="https://evil.example"/></foreignObject>',
      '<animate attributeName="href" to="javascript:alert(1)"/>',
      '<set attributeName="onload" to="alert(1)"/>',
    ]
    expect(bad.filter((inner) => cleanSvg(`<svg ${NS}>${inner}</svg>`) !== null)).toEqual([])
    const none = ['', 'svg', '<html><svg/></html>', `<!DOCTYPE svg [<!ENTITY a "b">]><svg ${NS}>&a;</svg>`, '<g/>']
    expect(none.filter((text) => cleanSvg(text) !== null)).toEqual([])
  })
})
