import type { PlacedText } from './placed-text.ts'

/** Tells whether a stretch of an answer was taken word for word from the project's own wordings. */
export type OwnWords = (placed: PlacedText, start: number, end: number) => boolean

const BREAK = /[.!?;:,()。！？；：，、（）*|\n]|-\s/

/**
 * @param texts - wording templates and replies as they are in `prompts/`; what stands between braces in them is filled in
 * per answer and never counts as ours
 */
export function createOwnWords(texts: readonly string[]): OwnWords {
  const corpus = squash(texts.map((text) => text.replaceAll(/\{\{[^{}]*\}\}/g, GAP)).join('\n'))
  return (placed, start, end) => {
    const words = placed.segments.find((place) => place.start <= start && end <= place.end)
    if (words === undefined || words.segment.kind !== 'words' || corpus === '') return false
    const { text } = placed
    let from = start
    while (from > words.start && !BREAK.test(text[from - 1] ?? '')) from -= 1
    let to = end
    while (to < words.end && !BREAK.test(text[to] ?? '')) to += 1
    const clause = squash(text.slice(from, to)).trim()
    return clause.length > end - start && corpus.includes(clause)
  }
}

/** Stands for a filled-in place: no clause of an answer holds it. */
const GAP = '\u25a1'
const squash = (text: string): string => text.replaceAll(/\s+/g, ' ')
