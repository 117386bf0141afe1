import { join } from 'node:path'
import { polarityFeatures } from '../../src/compute/text/sentiment/polarity-features.ts'
import { reviewLexicons } from '../../src/services/reviews/review-lexicons.ts'
import { scoreReviewText } from '../../src/services/reviews/score-review-text.ts'
import { atLeast, atMost, type Check, type Measurement } from './check.ts'
import { crossValidateTexts } from './support/cross-validate-texts.ts'
import { readGzipTexts, readLabelledSentences, readTextRows, readZipped } from './support/read-texts.ts'
import { stratifiedFolds } from './support/stratified-folds.ts'
import { warmCpuSeconds } from './support/warm-cpu-seconds.ts'

/** As the model of the shop describes texts. */
const describe = (texts: readonly string[]) => {
  const { tokeniser, sentiment } = reviewLexicons()
  return polarityFeatures(texts, { tokeniser, lexicon: sentiment, wordBits: 18, gramBits: 20 })
}

const trained = (texts: readonly string[], labels: readonly number[], folds: number, seed: string): number =>
  crossValidateTexts(describe(texts), labels, stratifiedFolds(labels, folds, seed), seed)

/** Share right without any training: above zero is good. */
const untrained = (texts: readonly string[], labels: readonly number[]): number =>
  texts.filter((text, row) => Number((scoreReviewText(text, 'en').sentiment ?? 0) > 0) === labels[row]).length /
  texts.length

const ENGLISH = [
  ['amazon_cells', 'Amazon', 0.879, 0.844],
  ['imdb', 'IMDb', 0.834, 0.791],
  ['yelp', 'Yelp', 0.86, 0.816],
] as const

/** Sentiment of English sentences, learnt in ten stratified folds and by the lexicon alone. */
export const sentimentEnglish: Check = {
  id: 'sentiment-en',
  data: 'sentiment-labelled-sentences',
  run({ dataFolder, seed }) {
    return Promise.resolve(
      ENGLISH.flatMap(([name, title, target, plain]): Measurement[] => {
        const rows = readLabelledSentences(dataFolder, name)
        const [texts, labels] = [rows.map(([text]) => text), rows.map(([, label]) => label)]
        return [
          atLeast(`${title}, trained, accuracy in 10 folds`, target, trained(texts, labels, 10, seed), 3),
          atLeast(`${title}, untrained, accuracy`, plain, untrained(texts, labels), 3),
        ]
      }),
    )
  },
}

/** Sentiment of Chinese reviews, learnt in five stratified folds. */
export const sentimentChinese: Check = {
  id: 'sentiment-zh',
  data: 'zh-reviews',
  run({ dataFolder, seed }) {
    const of = (rows: readonly Readonly<Record<string, string>>[]) => ({
      texts: rows.map((row) => row['review'] ?? ''),
      labels: rows.map((row) => Number(row['label'])),
    })
    const hotel = of(readGzipTexts(dataFolder, 'data/zh-reviews/ChnSentiCorp_htl_all.csv.gz'))
    const shopping = of(readTextRows(readZipped(join(dataFolder, 'data/zh-reviews/online_shopping_10_cats.zip'))))
    return Promise.resolve([
      atLeast('hotel, accuracy in 5 folds', 0.9006, trained(hotel.texts, hotel.labels, 5, seed), 4),
      atMost(
        'hotel, seconds of CPU for the folds',
        4,
        warmCpuSeconds(() => trained(hotel.texts, hotel.labels, 5, seed)),
        1,
      ),
      atLeast('shopping, accuracy in 5 folds', 0.9331, trained(shopping.texts, shopping.labels, 5, seed), 4),
    ])
  },
}
