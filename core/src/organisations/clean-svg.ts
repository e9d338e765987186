import sanitizeHtml from 'sanitize-html'

const SHAPES = ['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'defs', 'symbol', 'use', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask', 'title', 'desc']
/** What only describes the file: left out without a word. */
const HARMLESS = /^(metadata|sodipodi:|inkscape:|rdf:|cc:|dc:)/
const ATTRIBUTES = ['id', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'dx', 'dy', 'width', 'height', 'viewBox', 'preserveAspectRatio', 'points', 'transform', 'offset', 'fill', 'fill-rule', 'fill-opacity', 'clip-rule', 'clip-path', 'mask', 'opacity', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-opacity', 'stop-color', 'stop-opacity', 'gradientUnits', 'gradientTransform', 'spreadMethod', 'clipPathUnits', 'maskUnits', 'maskContentUnits', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'letter-spacing', 'href', 'xlink:href', 'xmlns', 'xmlns:xlink', 'version']

/** Only the shapes of an SVG, written anew; null when it holds what could run, load or hide something, or is none. */
export function cleanSvg(text: string): string | null {
  const names: string[] = []
  let refused = /<!ENTITY/i.test(text)
  const clean = sanitizeHtml(text, {
    allowedTags: SHAPES,
    allowedAttributes: { '*': ATTRIBUTES },
    nonTextTags: ['metadata'],
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false, decodeEntities: true },
    onOpenTag: (name, attributes) => {
      names.push(name)
      refused ||= (!SHAPES.includes(name) && !HARMLESS.test(name)) || Object.entries(attributes).some(([attribute, value]) => isDangerous(attribute, value))
    },
  }).trim()
  if (refused || names[0] !== 'svg' || !clean.startsWith('<svg')) return null
  // Browsers show it as a picture only with its name space.
  return /^<svg[^>]*\sxmlns=/.test(clean) ? clean : clean.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
}

function isDangerous(attribute: string, value: string): boolean {
  if (/^on/i.test(attribute)) return true
  if (/(^|:)href$/i.test(attribute)) return !value.startsWith('#')
  return /url\(\s*['"]?(?!#)|javascript:|expression\(|@import/i.test(value)
}
