/** A passage of a text: exactly the characters from `start` to `end`. */
export interface Chunk {
  /** The nearest heading above it; '' when there is none. */
  readonly heading: string
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Passages long enough to answer with and short enough to quote. */
const LONGEST = 600
const HEADING = /^#{1,6}[ \t]+(.+)$/
const SENTENCE_END = /[.!?](?=\s)|[。！？；](?!\s*$)|\n/g

/**
 * Cuts a text into passages along its headings and paragraphs, and long paragraphs along their sentences; short paragraphs
 * of one section stay together.
 *
 * @param text - plain or Markdown
 * @param longest - characters of a passage; one sentence may be longer
 * @returns passages in order that do not overlap, each an exact part of the text without white space at its ends
 * @example chunkText('# Returns\nSend it back.')[0] // => { heading: 'Returns', text: 'Send it back.', start: 10, end: 23 }
 * Time and memory O(length).
 */
export function chunkText(text: string, longest = LONGEST): Chunk[] {
  const chunks: Chunk[] = []
  let heading = ''
  let open: { start: number; end: number } | null = null
  const close = (): void => {
    if (open !== null) chunks.push(...piecesOf(text, open, heading, longest))
    open = null
  }
  for (const { line, start, end } of linesOf(text)) {
    const title = HEADING.exec(line)?.[1]
    if (title !== undefined) {
      close()
      heading = title.replace(/[ \t]#+$/, '').trim()
    } else if (line.trim() !== '') {
      if (open !== null && end - open.start > longest) close()
      open = open === null ? { start, end } : { start: open.start, end }
    }
  }
  close()
  return chunks
}

function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number; readonly end: number }> {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    yield { line: text.slice(start, end), start, end }
    start = end + 1
  }
}

function piecesOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  heading: string,
  longest: number,
): Chunk[] {
  const pieces: Chunk[] = []
  const add = (from: number, to: number): void => {
    const raw = text.slice(from, to)
    const own = raw.trim()
    if (own === '') return
    const at = from + raw.indexOf(own)
    pieces.push({ heading, text: own, start: at, end: at + own.length })
  }
  if (end - start <= longest) {
    add(start, end)
    return pieces
  }
  let from = start
  let last = start
  for (const match of text.slice(start, end).matchAll(SENTENCE_END)) {
    const to = start + match.index + 1
    if (to - from > longest && last > from) {
      add(from, last)
      from = last
    }
    last = to
  }
  if (end - from > longest && last > from) {
    add(from, last)
    from = last
  }
  add(from, end)
  return pieces
}
