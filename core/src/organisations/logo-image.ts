import { AppError } from 'adapters-sdk'
import { fileTypeFromBuffer } from 'file-type'
import { cleanSvg } from './clean-svg.js'

export interface LogoImage { readonly mediaType: string; readonly content: Uint8Array }

const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp']

/** What may be an organisation's logo, judged by its content, never by its name. */
export async function logoImage(content: Uint8Array): Promise<LogoImage> {
  const found = await fileTypeFromBuffer(content)
  if (found && PICTURES.includes(found.mime)) return { mediaType: found.mime, content }
  const text = new TextDecoder().decode(content)
  if ((found && found.mime !== 'application/xml') || !/<svg[\s>]/.test(text)) throw new AppError('organisations.logo_kind')
  const clean = cleanSvg(text)
  if (clean === null) throw new AppError('organisations.logo_svg')
  return { mediaType: 'image/svg+xml', content: new TextEncoder().encode(clean) }
}
