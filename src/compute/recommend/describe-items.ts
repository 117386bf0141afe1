import { characterNGrams } from '../text/character-n-grams.ts'
import { fitTfIdf } from '../text/tf-idf.ts'
import type { ItemFeatures } from './recommender.ts'

/** What is known of an item besides who took it. */
export interface ItemDescription {
  /** Values of named attributes, such as `category=tents`; each counts as much as a whole text. */
  readonly attributes: readonly string[]
  /** Name and words, in any language. */
  readonly text: string
}

const SIZES = { from: 2, to: 4 } as const
const ATTRIBUTE_WEIGHT = 1

/**
 * Descriptions as sparse features: each attribute by its rarity, and the text as TF-IDF of character n-grams, which need no
 * dictionary and let "tent" meet "tents".
 *
 * @returns one row per description, in their order; a row without a word or attribute is empty
 * @example describeItems([{ attributes: ['brand=a'], text: '' }]).features // => 1
 * Time and memory O(characters).
 */
export function describeItems(descriptions: readonly ItemDescription[]): ItemFeatures {
  const attributes = fitTfIdf(descriptions.map((one) => [...one.attributes]))
  const grams = descriptions.map(({ text }) => characterNGrams(wordsOf(text), SIZES))
  const words = fitTfIdf(grams, descriptions.length > 20 ? 2 : 1)
  const starts = new Int32Array(descriptions.length + 1)
  const featureIds: number[] = []
  const values: number[] = []
  for (const [item, description] of descriptions.entries()) {
    const own = attributes.vector([...description.attributes])
    const text = words.vector(grams[item] ?? [])
    for (const [at, feature] of own.indices.entries()) {
      featureIds.push(feature)
      values.push(ATTRIBUTE_WEIGHT * (own.values[at] ?? 0))
    }
    for (const [at, feature] of text.indices.entries()) {
      featureIds.push(attributes.idf.length + feature)
      values.push(text.values[at] ?? 0)
    }
    starts[item + 1] = featureIds.length
  }
  return {
    items: descriptions.length,
    features: attributes.idf.length + words.idf.length,
    starts,
    featureIds: Int32Array.from(featureIds),
    values: Float64Array.from(values),
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
