const TEXT_PART = /^content-type:[ \t]*text\/(?:plain|html)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim

/**
 * Old Korean senders write EUC-KR without saying so, in headers and in text parts without a charset. Returns the mail with headers in UTF-8
 * and the charset written in; null: nothing to repair.
 */
export function labelKorean(raw: Uint8Array): Buffer | null {
  const bytes = Buffer.from(raw)
  const blank = bytes.indexOf('\r\n\r\n')
  const end = blank < 0 ? bytes.length : blank
  const header = bytes.subarray(0, end)
  const rest = bytes.subarray(end)
  if (isUtf8(header) && isUtf8(rest)) return null
  const readable = isUtf8(header) ? header : Buffer.from(new TextDecoder('euc-kr').decode(header))
  const mail = Buffer.concat([readable, rest]).toString('latin1')
  const labelled = mail.replace(TEXT_PART, (field) => (/charset/i.test(field) ? field : `${field.replace(/;\s*$/, '')}; charset=ks_c_5601-1987`))
  return labelled === mail && readable === header ? null : Buffer.from(labelled, 'latin1')
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
