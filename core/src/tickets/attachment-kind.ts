import { fileTypeFromBuffer } from 'file-type'

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff', 'image/heic', 'image/avif']
const OFFICE = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
])
/** Word, Excel, PowerPoint of old and hwp share one container format: the name tells which. */
const COMPOUND: Readonly<Record<string, string>> = { doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', hwp: 'application/x-hwp' }

/** The media type of a file that agents may attach (TKT-7), judged by its content; null: not one of the kinds. */
export async function attachmentKind(name: string, content: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(content)
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!found) return extension === 'txt' && isText(content) ? 'text/plain' : null
  if (IMAGES.includes(found.mime) || OFFICE.has(found.mime) || found.mime === 'application/pdf') return found.mime
  if (found.mime === 'application/zip') return extension === 'hwpx' ? 'application/hwp+zip' : 'application/zip'
  if (found.mime === 'application/x-cfb') return COMPOUND[extension] ?? null
  return null
}

/** What a browser may show on our own origin. */
export function isSafeInline(mediaType: string): boolean {
  return ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif'].includes(mediaType)
}

function isText(content: Uint8Array): boolean {
  return !content.includes(0)
}
