import { characterNGrams } from '../../../compute/text/character-n-grams.ts'
import type { Tokeniser } from '../../../compute/text/tokenise.ts'
import { meaningOf, type Mark } from '../marks/mark.ts'

const PLACES = new Set(['region', 'city', 'country'])
const STAGES = new Set(['lifecycle', 'value_tier', 'rfm_segment', 'segment'])

/** The mask that stands for a mark, and words to be kept beside it; null leaves its words in the sentence. */
function maskOf(mark: Mark): { readonly mask: string; readonly beside: readonly string[] } | null {
  if (mark.kind === 'period') return { mask: '<period>', beside: [] }
  if (mark.kind === 'number') return { mask: `<${mark.unit}>`, beside: [] }
  if (mark.kind === 'entity') {
    if (PLACES.has(mark.field)) return { mask: '<place>', beside: [] }
    if (STAGES.has(mark.field)) return { mask: '<stage>', beside: [`<stage.${mark.field}>`] }
    // A kind of product is spoken of as a category is.
    if (mark.field === 'product_word') return { mask: '<category>', beside: [mark.text] }
    return {
      mask: `<${mark.field}>`,
      beside: mark.field.endsWith('_id') || mark.field === 'identifier' ? [] : [mark.text],
    }
  }
  if (meaningOf(mark, 'courtesies') !== null) return { mask: '', beside: [] }
  if (mark.weak) return null
  const metric = meaningOf(mark, 'metrics')
  if (metric !== null) return { mask: '<metric>', beside: [`<metric.${metric}>`] }
  if (meaningOf(mark, 'dimensions') !== null) return { mask: '<dimension>', beside: [mark.text] }
  if (meaningOf(mark, 'grains') !== null) return { mask: '<grain>', beside: [] }
  if (meaningOf(mark, 'compare') !== null) return { mask: '<compare>', beside: [] }
  return null
}

/** What a question looks like to the classifier and to retrieval. */
export interface Features {
  /** Words and pairs of words, with names, dates and numbers replaced by what they are. */
  readonly words: readonly string[]
  /** Character n-grams of the words that remain: they forgive endings and typing errors. */
  readonly characters: readonly string[]
}

/** The features of a folded question with its marks. */
export function maskQuestion(text: string, marks: readonly Mark[], tokeniser: Tokeniser): Features {
  const words: string[] = []
  const beside: string[] = []
  let position = 0
  for (const mark of marks) {
    const masked = maskOf(mark)
    if (masked === null) continue
    words.push(...tokeniser.words(text.slice(position, mark.start)))
    if (masked.mask !== '') words.push(masked.mask)
    beside.push(...masked.beside)
    position = mark.end
  }
  words.push(...tokeniser.words(text.slice(position)))
  const framed = ['^', ...words, '$']
  const pairs = words.length === 0 ? [] : framed.slice(1).map((word, index) => `${framed[index]} ${word}`)
  return {
    words: [...words, ...beside, ...pairs],
    characters: characterNGrams(words, { from: 2, to: 4 }).filter(
      (gram) => gram.length > 2 || /\p{Script=Han}/u.test(gram),
    ),
  }
}
