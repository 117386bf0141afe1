/** A stretch of a text that stands for other text: percent-encoded, base64, hexadecimal, or escaped characters. */
export interface HiddenText {
  readonly start: number
  readonly end: number
  readonly decoded: string
}

const PERCENT = /[\w.~@+%!*'’()-]+/g
const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}(?![A-Za-z0-9+/_=-])/g
const HEX = /(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){6,}(?![0-9A-Za-z])/g
const ESCAPED = /(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#x?[0-9A-Fa-f]{1,6};)\S*/g
const SPACED = /(?<!\S)\S(?: {1,2}\S){5,200}(?!\S)/g

/** What hides in a text, decoded once; the caller looks into `decoded` again. */
export function* hiddenTexts(text: string): Generator<HiddenText> {
  yield* decode(text, PERCENT, percentDecoded)
  yield* decode(text, BASE64, (run) => readable(Buffer.from(run.replaceAll('-', '+').replaceAll('_', '/'), 'base64')))
  yield* decode(text, HEX, (run) => readable(Buffer.from(run, 'hex')))
  yield* decode(text, ESCAPED, unescaped)
  yield* decode(text, SPACED, (run) => run.replaceAll(/ {2}/g, '\u0000').replaceAll(' ', '').replaceAll('\u0000', ' '))
}

function* decode(text: string, pattern: RegExp, decoder: (run: string) => string | null): Generator<HiddenText> {
  for (const match of text.matchAll(pattern)) {
    const decoded = decoder(match[0])
    if (decoded !== null && decoded !== match[0]) {
      yield { start: match.index, end: match.index + match[0].length, decoded }
    }
  }
}

function percentDecoded(run: string): string | null {
  if (!/%[0-9A-Fa-f]{2}/.test(run)) return null
  try {
    return decodeURIComponent(run.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const unescaped = (run: string): string =>
  run
    .replaceAll(/\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})/g, (_whole, four?: string, two?: string) =>
      String.fromCharCode(Number.parseInt(four ?? two ?? '0', 16)),
    )
    .replaceAll(/&#(x?)([0-9A-Fa-f]+);/g, (whole, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex === '' ? 10 : 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })

/** The bytes as text, or null when they are not text. */
function readable(bytes: Buffer): string | null {
  const text = bytes.toString('utf8')
  return text.length >= 2 && !/[\ufffd\p{Cc}]/u.test(text.replaceAll(/[\n\t\r]/g, '')) ? text : null
}
