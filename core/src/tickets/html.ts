import sanitizeHtml from 'sanitize-html'

const STYLE = {
  'color': [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]+$/i],
  'background-color': [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]+$/i],
  'text-align': [/^(left|right|center|justify)$/],
  'font-weight': [/^(bold|normal|[1-9]00)$/],
  'font-style': [/^(italic|normal)$/],
  'text-decoration': [/^(underline|line-through|none)$/],
  'width': [/^\d{1,4}(px|%)$/],
  'padding': [/^[\d\s.pxem%]{1,30}$/],
  'border': [/^[\d.]+px (solid|dashed|dotted) [#a-z0-9]+$/i],
}

/** Makes HTML from outside harmless: no script, form, frame or remote style; pictures only attached or embedded; links open outside. */
export function sanitiseHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ['a', 'abbr', 'b', 'blockquote', 'br', 'caption', 'center', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'li', 'ol', 'p', 'pre', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'],
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title'],
      'a': ['href', 'name', 'target', 'rel'],
      'img': ['src', 'alt', 'width', 'height'],
      'td': ['colspan', 'rowspan', 'align', 'valign', 'width'],
      'th': ['colspan', 'rowspan', 'align', 'valign', 'width', 'scope'],
      'table': ['width', 'border', 'cellpadding', 'cellspacing', 'align'],
      'ol': ['start', 'type'],
      'font': ['color'],
    },
    allowedStyles: { '*': STYLE },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    // A remote picture tells its server that, when and where the mail was read.
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowProtocolRelative: false,
    nestingLimit: 60,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' } }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !/^(cid:|data:image\/(png|jpeg|gif|webp);base64,)/i.test(frame.attribs['src'] ?? '') && !/^\/api\/s\/[^/]+\/files\/\d+$/.test(frame.attribs['src'] ?? ''),
  })
}

/** The text of HTML, for search, previews and conditions. */
export function htmlToText(html: string): string {
  // A tag ends before the next begins: else a mail full of tags that never end would be read through from each of them.
  const broken = html.replace(/<(br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/blockquote)\b[^<>]*>/gi, '$&\n').replace(/<\/t[dh]>/gi, '$& ')
  const text = sanitizeHtml(broken, { allowedTags: [], allowedAttributes: {}, nestingLimit: 60 })
  return decode(text)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

export function textToHtml(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
  const linked = escaped.replace(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g, (url) => `<a href="${url}" target="_blank" rel="noopener noreferrer nofollow">${url}</a>`)
  return linked
    .split(/\r?\n\r?\n/)
    .map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br />')}</p>`)
    .join('')
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ 'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', '#39': "'" })[name]!)
}
