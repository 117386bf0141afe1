import type { Segment } from '../references/fill-references.ts'

/** A segment with its place in the whole text. */
export interface Placed {
  readonly segment: Segment
  readonly start: number
  readonly end: number
}

/** A filled text and where each of its segments stands. */
export interface PlacedText {
  readonly text: string
  readonly segments: readonly Placed[]
  readonly clauses: readonly Clause[]
}

export interface Clause {
  readonly start: number
  readonly end: number
  /** True when the sentence goes on from the clause before. */
  readonly continues: boolean
}

export function placeText(segments: readonly Segment[]): PlacedText {
  const placed: Placed[] = []
  let text = ''
  for (const segment of segments) {
    placed.push({ segment, start: text.length, end: text.length + segment.text.length })
    text += segment.text
  }
  return { text, segments: placed, clauses: clausesOf(text, placed) }
}

const SENTENCE_END = /[!?;。！？；\n]/
const CLAUSE_END = /[，]/

/** Cuts at sentence ends and commas, never inside what was filled in nor inside a number. */
function clausesOf(text: string, placed: readonly Placed[]): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  let continues = false
  for (let at = 0; at < text.length; at += 1) {
    const filled = placed.find((place) => place.segment.kind !== 'words' && at >= place.start && at < place.end)
    if (filled !== undefined) {
      at = filled.end - 1
      continue
    }
    const character = text[at] ?? ''
    const beforeSpace = /\s/.test(text[at + 1] ?? ' ')
    const endsSentence = SENTENCE_END.test(character) || (character === '.' && beforeSpace && !isOrdinalDot(text, at))
    const ends = endsSentence || CLAUSE_END.test(character) || (character === ',' && beforeSpace)
    if (!ends) continue
    clauses.push({ start, end: at + 1, continues })
    start = at + 1
    continues = !endsSentence
  }
  clauses.push({ start, end: text.length, continues })
  return clauses
}

const isOrdinalDot = (text: string, at: number): boolean =>
  /^\s*\d{1,3}$/.test(text.slice(text.lastIndexOf('\n', at) + 1, at))

/** The text with what is not the model's words hidden, position for position. */
export function blankOut({ text, segments }: PlacedText): string {
  let blanked = text
  for (const { segment, start, end } of segments) {
    if (segment.kind !== 'words') blanked = blanked.slice(0, start) + '\u25a1'.repeat(end - start) + blanked.slice(end)
  }
  return blanked
}
