import type { PlattScaling } from '../../../compute/calibration/fit-platt.ts'
import { sigmoid } from '../../../compute/linear/sigmoid.ts'
import { scoreTexts, type TextClassifier, type TextFeatures } from '../../../compute/text/classify/text-classifier.ts'
import { polarityFeatures } from '../../../compute/text/sentiment/polarity-features.ts'
import { reviewLexicons } from '../review-lexicons.ts'
import { packNumbers, unpackFloats, unpackWhole } from './pack-numbers.ts'

/** Hash ranges of words and of character n-grams, as powers of two. */
const WORD_BITS = 18
const GRAM_BITS = 20

/** How the shop's own ratings speak in words, as JSON keeps it. */
export interface PackedPolarity {
  /** Words and pairs, then character n-grams: hashed columns that are used, how rare, and what they weigh. */
  readonly blocks: readonly { readonly columns: string; readonly rarity: string; readonly weights: string }[]
  readonly cues: readonly number[]
  readonly intercept: number
  readonly calibration: PlattScaling
  /** ln(good / bad) among the ratings learnt from: taken off, so that 0 is a text that says neither. */
  readonly priorLogOdds: number
}

/** Ready to score. */
export interface Polarity {
  readonly classifier: TextClassifier
  readonly calibration: PlattScaling
  readonly priorLogOdds: number
}

export const describeTexts = (texts: readonly string[]): TextFeatures => {
  const { tokeniser, sentiment } = reviewLexicons()
  return polarityFeatures(texts, { tokeniser, lexicon: sentiment, wordBits: WORD_BITS, gramBits: GRAM_BITS })
}

export function packPolarity({ classifier, calibration, priorLogOdds }: Polarity): PackedPolarity {
  return {
    blocks: classifier.blocks.map(({ placeOf, rarity, weights }) => {
      const columns = new Int32Array(rarity.length)
      placeOf.forEach((place, column) => {
        if (place >= 0) columns[place] = column
      })
      return { columns: packNumbers(columns), rarity: packNumbers(rarity), weights: packNumbers(weights) }
    }),
    cues: [...classifier.cues],
    intercept: classifier.intercept,
    calibration,
    priorLogOdds,
  }
}

export function unpackPolarity({ blocks, cues, intercept, calibration, priorLogOdds }: PackedPolarity): Polarity {
  return {
    classifier: {
      blocks: blocks.map((block, i) => {
        const placeOf = new Int32Array(2 ** (i === 0 ? WORD_BITS : GRAM_BITS)).fill(-1)
        unpackWhole(block.columns).forEach((column, place) => {
          placeOf[column] = place
        })
        return { placeOf, rarity: unpackFloats(block.rarity), weights: unpackFloats(block.weights) }
      }),
      cues: Float32Array.from(cues),
      intercept,
    },
    calibration,
    priorLogOdds,
  }
}

/** Sentiment in [-1, 1]: how much the words move the odds, whatever share of all reviews is good. */
export const sentiments = ({ classifier, calibration, priorLogOdds }: Polarity, features: TextFeatures): Float64Array =>
  scoreTexts(classifier, features).map(
    (margin) => 2 * sigmoid(calibration.intercept + calibration.slope * margin - priorLogOdds) - 1,
  )
