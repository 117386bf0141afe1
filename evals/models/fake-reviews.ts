import { countNGrams } from '../../src/compute/text/terms/count-n-grams.ts'
import { hashWords } from '../../src/compute/text/terms/hash-words.ts'
import { atLeast, type Check } from './check.ts'
import { crossValidateTexts } from './support/cross-validate-texts.ts'
import { readGzipTexts } from './support/read-texts.ts'
import { stratifiedFolds } from './support/stratified-folds.ts'

/** Bought reviews told from honest ones by their words, where somebody has labelled some: marks count as words here. */
export const fakeReviews: Check = {
  id: 'fake-reviews',
  data: 'deceptive-opinion',
  run({ dataFolder, seed }) {
    const rows = readGzipTexts(dataFolder, 'data/deceptive-opinion/deceptive-opinion.csv.gz')
    const texts = rows.map((row) => (row['text'] ?? '').trim().toLowerCase())
    const labels = rows.map((row) => Number(row['deceptive'] === 'deceptive'))
    const hotels = [...new Set(rows.map((row) => row['hotel']))]
    const features = {
      counts: [
        hashWords(
          texts.map((text) => text.match(/[a-z]+(?:'[a-z]+)?|[^\sa-z]/g) ?? []),
          20,
        ),
        countNGrams(
          texts.map((text) => ` ${text} `),
          { han: { from: 1, to: 2 }, other: { from: 3, to: 5 }, bits: 20 },
        ),
      ],
      cues: null,
    }
    const byHotel = Int32Array.from(rows, (row) => hotels.indexOf(row['hotel']) % 5)
    return Promise.resolve([
      atLeast(
        'accuracy, 5 random folds',
        0.9031,
        crossValidateTexts(features, labels, stratifiedFolds(labels, 5, seed), seed),
        4,
      ),
      atLeast('accuracy, 5 folds by hotel', 0.8881, crossValidateTexts(features, labels, byHotel, seed), 4),
    ])
  },
}
