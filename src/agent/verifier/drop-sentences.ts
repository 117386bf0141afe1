import type { Segment } from '../references/fill-references.ts'
import type { Refusal } from './refusal.ts'

/** The segments without the sentences (or list items, or table rows) that hold a refusal. */
export function dropSentences(segments: readonly Segment[], refusals: readonly Refusal[]): readonly Segment[] {
  if (refusals.length === 0) return segments
  const ends = sentenceEnds(segments)
  const text = segments.map((segment) => segment.text).join('')
  const dropped: (readonly [number, number])[] = []
  let from = 0
  for (const to of [...ends, text.length]) {
    if (to > from && refusals.some((refusal) => refusal.start < to && refusal.end > from)) dropped.push([from, to])
    from = to
  }
  const kept: Segment[] = []
  let at = 0
  for (const segment of segments) {
    const [start, end] = [at, at + segment.text.length]
    at = end
    if (segment.kind !== 'words') {
      if (!dropped.some(([first, last]) => start >= first && end <= last)) kept.push(segment)
      continue
    }
    let words = ''
    for (let position = start; position < end; position += 1) {
      if (!dropped.some(([first, last]) => position >= first && position < last)) words += text[position] ?? ''
    }
    if (words !== '') kept.push({ kind: 'words', text: words })
  }
  return kept
}

/** Positions just after each sentence; a figure that was filled in never ends one in its middle. */
function sentenceEnds(segments: readonly Segment[]): number[] {
  const ends: number[] = []
  let at = 0
  for (const segment of segments) {
    if (segment.kind === 'words') {
      for (const match of segment.text.matchAll(/[。！？；\n]+|[.!?;]+(?=\s|$)\s?/g)) {
        const before = segment.text.slice(0, match.index)
        // "1." at the start of a line opens a list item.
        if (/(^|\n)\s*\d{1,3}$/.test(before)) continue
        ends.push(at + match.index + match[0].length)
      }
    }
    at += segment.text.length
  }
  return ends
}
