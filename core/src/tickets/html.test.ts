import { describe, expect, it } from 'vitest'
import { htmlToText, sanitiseHtml } from './html.js'

describe('htmlToText', () => {
  it('ends lines where blocks end', () => {
    expect(htmlToText('<p>One<br>two</p><div>three&nbsp;&amp; four</div><table><tr><td>a</td><td>b</td></tr></table>')).toBe('One\ntwo\nthree & four\na b')
  })
  it('reads a megabyte of tags that never end without standing still', () => {
    for (const piece of ['<br', '</p', '<', '<a href="', '<!--']) {
      const html = piece.repeat(Math.floor(1_000_000 / piece.length))
      expect(htmlToText(html)).toEqual(expect.any(String))
      expect(sanitiseHtml(html)).toEqual(expect.any(String))
    }
  }, 20_000)
})
