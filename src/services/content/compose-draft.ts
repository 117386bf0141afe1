import type { DraftTone, GoalSentences } from './draft-templates.ts'

/** What fills the blanks; null where the catalogue does not say, and sentences that need it stay out. */
export interface DraftFacts {
  readonly product: string | null
  readonly brand: string | null
  readonly category: string | null
  readonly subject: string
}

export interface Draft {
  readonly subject: string | null
  readonly lines: readonly string[]
}

const BLANK = /\{(\w+)\}/g

function fill(sentence: string, facts: DraftFacts): string | null {
  let complete = true
  const text = sentence.replaceAll(BLANK, (_all, name: string) => {
    const value = facts[name as keyof DraftFacts]
    if (value === null || value === undefined) complete = false
    return value ?? ''
  })
  return complete ? text : null
}

/**
 * `count` drafts that differ: opening, body and close are taken in turn, each in its own stride. No sentence holds a figure,
 * an offer or a claim beyond the facts that fill it.
 *
 * @param form - line: one line; letter: with a greeting and a subject; reply: lines without either
 * @param maxLines - at least 1; what does not fit is left out from the end, the greeting first
 */
export function composeDrafts(
  sentences: GoalSentences,
  {
    facts,
    tone,
    form,
    count,
    maxLines,
    greeting,
  }: {
    readonly facts: DraftFacts
    readonly tone: DraftTone
    readonly form: 'line' | 'letter' | 'reply'
    readonly count: number
    readonly maxLines: number
    readonly greeting: string
  },
): Draft[] {
  const usable = (list: readonly string[]): readonly string[] => list.flatMap((one) => fill(one, facts) ?? [])
  const [subjects, openings, bodies, closes] = [
    usable(sentences.subjects),
    usable(sentences.openings[tone]),
    usable(sentences.bodies),
    usable(sentences.closes),
  ]
  const at = (list: readonly string[], index: number): readonly string[] => {
    const found = list[index % Math.max(1, list.length)]
    return found === undefined ? [] : [found]
  }
  return Array.from({ length: count }, (_, i) => {
    // The second round of openings meets other bodies than the first.
    const round = Math.floor(i / Math.max(1, openings.length))
    const text = [...at(openings, i), ...at(bodies, i + round), ...at(closes, i + 2 * round)]
    const all = form === 'letter' && maxLines > text.length ? [greeting, ...text] : text
    const lines = form === 'line' ? [text.slice(0, Math.min(2, maxLines + 1)).join(' ')] : all.slice(0, maxLines)
    return { subject: form === 'letter' ? (at(subjects, i)[0] ?? null) : null, lines }
  })
}
