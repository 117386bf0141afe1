/** A stretch of a text: UTF-16 positions, `to` excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Marks that end a sentence in either script; a Latin full stop only before a space or the end, so that 4.5 stays whole. */
const END = /[。!?！？\n；]+["'”’」』)）]*|[.…]+["'”’)]*(?=\s|$|[\p{Script=Han}])|[;](?=\s)/gu

/**
 * Sentences of a text as positions in it, so that a quote is always the text itself.
 *
 * @returns spans in order, without outer spaces; none is empty
 * @example splitSentences('Good. Costs 4.5 only!') // => [{ from: 0, to: 5 }, { from: 6, to: 21 }]
 * Time O(length).
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(END)) {
    const to = match.index + match[0].length
    addTrimmed(spans, text, from, to)
    from = to
  }
  addTrimmed(spans, text, from, text.length)
  return spans
}

/** Adds the stretch without the spaces around it, if anything is left that is a letter, a digit or a picture. */
export function addTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let [start, end] = [from, to]
  while (start < end && /\s/.test(text[start] ?? '')) start += 1
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1
  if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.slice(start, end))) spans.push({ from: start, to: end })
}
