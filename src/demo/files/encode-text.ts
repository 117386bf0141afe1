export type FileEncoding = 'utf-8' | 'gb18030' | 'utf-16le'

let gbBytes: Map<string, number> | undefined

/** Two-byte codes of GB18030 by character, turned round from the decoder that every Node brings. */
function gbTable(): Map<string, number> {
  if (gbBytes !== undefined) return gbBytes
  gbBytes = new Map()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0xa1; high <= 0xfe; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low))
      if (character.length === 1 && !gbBytes.has(character)) gbBytes.set(character, high * 256 + low)
    }
  }
  return gbBytes
}

/**
 * Bytes of a text in an encoding that exports of shops come in. A character outside GB 2312 becomes `?` in gb18030.
 *
 * @example encodeText('华', 'gb18030') // => <bb aa>
 */
export function encodeText(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  const table = gbTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 63
    const pair = code < 128 ? undefined : (table.get(character) ?? 63)
    if (pair === undefined) bytes.push(code)
    else if (pair < 256) bytes.push(pair)
    else bytes.push(pair >> 8, pair & 255)
  }
  return Buffer.from(bytes)
}
