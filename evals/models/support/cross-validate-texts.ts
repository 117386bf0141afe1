import { fitTextClassifier, scoreTexts, type TextFeatures } from '../../../src/compute/text/classify/text-classifier.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Share of rows that a classifier gets right which never saw the fold that they are in. */
export function crossValidateTexts(
  features: TextFeatures,
  labels: readonly number[],
  fold: Int32Array,
  seed: string,
): number {
  let right = 0
  for (const held of new Set(fold)) {
    const rows = Int32Array.from(fold.keys()).filter((row) => fold[row] !== held)
    const tested = Int32Array.from(fold.keys()).filter((row) => fold[row] === held)
    const model = fitTextClassifier(features, labels, { random: seededRandom(seed), rows })
    scoreTexts(model, features, tested).forEach((margin, at) => {
      if (Number(margin > 0) === labels[tested[at] as number]) right += 1
    })
  }
  return right / labels.length
}
