import { LONGEST_RECORD, shortened, type RecordSink, type Tokenizer } from './tokenizer.ts'

const QUOTE = 34
const LINE_FEED = 10
const RETURN = 13

/** What one attempt to read a record found. */
const COMPLETE = 0
const INCOMPLETE = 1
const BAD_QUOTE = 2

export interface DelimitedFormat {
  /** One character. */
  readonly delimiter: string
  /** '\r' only for files that have no line feed at all. */
  readonly newline: '\n' | '\r'
  readonly longest?: number
}

/**
 * A tokenizer for CSV and its relatives (RFC 4180): quoted fields may hold delimiters, line breaks and doubled quotes; a
 * quote inside a field that does not begin with one is plain text; blank lines are no records.
 *
 * One damaged record costs itself only: after a quote that is closed in the wrong place, or never within
 * LONGEST_RECORD characters, reading goes on at the line after the one on which the record began.
 *
 * Time O(n), memory O(longest record). Held against csv-parse by a property test; see decision 0010 for why it exists.
 */
export function delimitedTokenizer(format: DelimitedFormat, sink: RecordSink): Tokenizer {
  const delimiter = format.delimiter.charCodeAt(0)
  const newline = format.newline.charCodeAt(0)
  const trimsReturn = newline === LINE_FEED
  const longest = format.longest ?? LONGEST_RECORD
  const cells: string[] = []
  let rest = ''
  let line = 1
  let skipping = false
  // Set by readRecord.
  let count = 0
  let end = 0
  let contentEnd = 0
  let lines = 0
  // Where the next line break and delimiter stand at or after the field that was looked at last. Remembered, so that no
  // stretch of text is searched twice; indexOf searches several times faster than a loop over characters.
  let nextBreak = -1
  let nextDelimiter = -1
  const find = (text: string, sign: string, from: number): number => {
    const found = text.indexOf(sign, from)
    return found < 0 ? Number.MAX_SAFE_INTEGER : found
  }
  const forget = (): void => {
    nextBreak = -1
    nextDelimiter = -1
  }

  const put = (value: string): void => {
    cells[count++] = value
  }

  /** Reads the record that begins at `start` into `cells`; sets count, end (after its line break) and lines. */
  const readRecord = (text: string, start: number, final: boolean): number => {
    const length = text.length
    let at = start
    count = 0
    lines = 0
    for (;;) {
      let stop = at
      let code = at < length ? text.charCodeAt(at) : -1
      if (code === QUOTE) {
        let doubled = false
        for (stop = text.indexOf('"', at + 1); ; stop = text.indexOf('"', stop + 2)) {
          if (stop < 0 || (stop + 1 >= length && !final)) return INCOMPLETE
          if (text.charCodeAt(stop + 1) !== QUOTE) break
          doubled = true
        }
        if (nextBreak < at) nextBreak = find(text, format.newline, at)
        while (nextBreak < stop) {
          lines++
          nextBreak = find(text, format.newline, nextBreak + 1)
        }
        const value = text.slice(at + 1, stop)
        put(doubled ? value.replaceAll('""', '"') : value)
        stop++
        code = stop < length ? text.charCodeAt(stop) : -1
        contentEnd = stop
        if (trimsReturn && code === RETURN) {
          if (stop + 1 >= length && !final) return INCOMPLETE
          stop++
          code = stop < length ? text.charCodeAt(stop) : -1
        }
        if (code !== delimiter && code !== newline && code !== -1) return BAD_QUOTE
      } else {
        if (nextDelimiter < at) nextDelimiter = find(text, format.delimiter, at)
        if (nextBreak < at) nextBreak = find(text, format.newline, at)
        if (nextDelimiter < nextBreak) {
          stop = nextDelimiter
          code = delimiter
        } else if (nextBreak < length) {
          stop = nextBreak
          code = newline
        } else {
          if (!final) return INCOMPLETE
          stop = length
          code = -1
        }
        contentEnd = stop
        if (trimsReturn && code !== delimiter && stop > at && text.charCodeAt(stop - 1) === RETURN) contentEnd--
        put(text.slice(at, contentEnd))
      }
      if (code === delimiter) {
        at = stop + 1
        continue
      }
      end = code === -1 ? length : stop + 1
      lines++
      return COMPLETE
    }
  }

  /** Gives up on the record at `start`: rejects its first line only, and says where the next begins. */
  const rejectLine = (text: string, start: number, reason: string): number => {
    const found = text.indexOf(format.newline, start)
    const next = found < 0 ? text.length : found + 1
    forget()
    sink.bad(reason, line, shortened(text.slice(start, found < 0 ? text.length : found).trimEnd()))
    line++
    return next
  }

  /** Drops text up to the end of a line that is too long; true when its end was found. */
  const skip = (text: string): number => {
    const found = text.indexOf(format.newline)
    if (found < 0) return text.length
    skipping = false
    line++
    return found + 1
  }

  const push = (chunk: string, final: boolean): void => {
    const text = rest === '' ? chunk : rest + chunk
    let at = skipping ? skip(text) : 0
    forget()
    while (at < text.length) {
      const found = readRecord(text, at, final)
      if (found === COMPLETE) {
        if (end - at > longest) sink.bad('record_too_long', line, shortened(text.slice(at, contentEnd)))
        else if (count > 1 || contentEnd > at) sink.record(cells, count, line, text.slice(at, contentEnd))
        line += lines
        at = end
      } else if (final || (found === BAD_QUOTE && text.indexOf(format.newline, at) >= 0)) {
        at = rejectLine(text, at, found === BAD_QUOTE ? 'bad_quote' : 'unclosed_quote')
      } else if (text.length - at <= longest) {
        break
      } else if (text.indexOf(format.newline, at) >= 0) {
        at = rejectLine(text, at, 'unclosed_quote')
      } else {
        sink.bad('record_too_long', line, shortened(text.slice(at, at + longest)))
        skipping = true
        at = text.length
      }
    }
    rest = at < text.length ? text.slice(at) : ''
  }
  return { push }
}
