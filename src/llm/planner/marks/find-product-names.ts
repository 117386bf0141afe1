import type { Lexicon } from '../lexicon.ts'

/** Shorter names are words of the language as well. */
const SHORTEST = 4

/** Where whole names of products stand in a text, in any case. */
export function findProductNames(text: string, { entries }: Lexicon): readonly { start: number; end: number }[] {
  const folded = text.toLowerCase()
  return entries.flatMap(({ field, names }) =>
    field !== 'product_id'
      ? []
      : names.flatMap((name) => {
          const start = name.length < SHORTEST ? -1 : folded.indexOf(name.toLowerCase())
          return start < 0 ? [] : [{ start, end: start + name.length }]
        }),
  )
}
