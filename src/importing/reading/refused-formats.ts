export interface RefusedFormat {
  readonly what: string
  readonly hint: string
}

const UNPACK = 'Unpack it and import the files inside.'
const SPREADSHEET = 'In the spreadsheet program choose "Save as" and CSV UTF-8, then import that file.'
const ONLY_TEXT = 'Kith reads CSV, TSV and JSONL, plain or as .gz.'

/** First bytes of formats that people try, as Latin-1 text. */
const MAGIC: readonly (readonly [start: string, what: string, hint: string])[] = [
  ['PK\x03\x04', 'a ZIP archive or an Excel workbook (.xlsx)', `${SPREADSHEET} If it is an archive: ${UNPACK}`],
  ['PK\x05\x06', 'an empty ZIP archive', UNPACK],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Office file (.xls)', SPREADSHEET],
  ['\x89PNG', 'a picture (PNG)', ONLY_TEXT],
  ['\xff\xd8\xff', 'a picture (JPEG)', ONLY_TEXT],
  ['GIF8', 'a picture (GIF)', ONLY_TEXT],
  ['%PDF', 'a PDF document', 'Ask for the data as CSV: figures cannot be read out of a printed page safely.'],
  ['SQLite format 3\0', 'a SQLite database', 'Export the table as CSV first.'],
  ['PAR1', 'a Parquet file', 'Convert it to CSV or JSONL first.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', UNPACK],
  ['Rar!', 'a RAR archive', UNPACK],
  ['BZh', 'a bzip2 file', 'Unpack it, or pack it as .gz.'],
  ['\xfd7zXZ', 'an xz file', 'Unpack it, or pack it as .gz.'],
  ['\x28\xb5\x2f\xfd', 'a zstd file', 'Unpack it, or pack it as .gz.'],
  ['\x7fELF', 'a program', ONLY_TEXT],
  ['MZ\x90\0', 'a program', ONLY_TEXT],
]

/** Text, but of another kind: how its first visible characters begin, in lower case. */
const OTHER_TEXT: readonly (readonly [start: RegExp, what: string, hint: string])[] = [
  [/^(<!doctype|<html)/, 'a web page (HTML)', 'The download may have asked you to sign in: open the file to see.'],
  [/^<\?xml/, 'an XML document', 'Export the data as CSV instead.'],
  [/^\[\s*[{[]/, 'a JSON list', "Write one object per line (JSONL), for example with: jq -c '.[]' FILE > FILE.jsonl"],
  [/^\{\s*[\r\n]/, 'a JSON document', 'Write one object per line (JSONL), for example with: jq -c . FILE > FILE.jsonl'],
]

const NUL = 0
/** Control characters that text may hold: tab, line feed, form feed, return, escape. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 12, 13, 27])

/**
 * Says what a file is that is no text, by its first bytes; null when it may be text. UTF-16 is told from binary by its
 * byte order mark or by NUL bytes that all stand on one side of their pair.
 */
export function refusedFormat(head: Buffer): RefusedFormat | null {
  const start = head.subarray(0, 16).toString('latin1')
  for (const [magic, what, hint] of MAGIC) if (start.startsWith(magic)) return { what, hint }
  const text = head
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  for (const [begins, what, hint] of OTHER_TEXT) if (begins.test(text)) return { what, hint }
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) return null
  const looked = head.subarray(0, 8192)
  let controls = 0
  const nuls = [0, 0]
  for (let index = 0; index < looked.length; index++) {
    const byte = looked[index] ?? NUL
    if (byte === NUL) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
    else if (byte < 32 && !TEXT_CONTROLS.has(byte)) controls++
  }
  const [even = 0, odd = 0] = nuls
  const wide = Math.max(even, odd) > looked.length * 0.1 && Math.min(even, odd) < looked.length * 0.01
  const share = (controls + (wide ? 0 : even + odd)) / Math.max(1, looked.length)
  return share > 0.1 ? { what: 'binary data', hint: ONLY_TEXT } : null
}
