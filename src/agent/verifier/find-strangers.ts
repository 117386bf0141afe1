import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'

/** Where names of customers and products of the shop stand in a text. */
export type FindNames = (text: string) => readonly { readonly start: number; readonly end: number }[]

/**
 * Names that a model wrote out and that neither the user nor a result has said: somebody is named who has nothing to do with
 * the figures beside them. What was filled in from a result needs no looking at.
 *
 * @param said - texts in which a name may stand: the question, results of the conversation
 */
export function findStrangers(
  { segments }: PlacedText,
  findNames: FindNames,
  said: { readonly question: string; readonly results: readonly ToolSuccess[] },
): Refusal[] {
  let heard: string | null = null
  return segments.flatMap(({ segment, start }) => {
    if (segment.kind !== 'words') return []
    return findNames(segment.text).flatMap(({ start: from, end: to }) => {
      const name = segment.text.slice(from, to)
      heard ??= squash([said.question, JSON.stringify(said.results)].join('\n'))
      if (heard.includes(squash(name))) return []
      const reason = `'${name}' is named and stands in no result; refer to the result that names them`
      return [{ start: start + from, end: start + to, text: name, reason }]
    })
  })
}

const squash = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ')
