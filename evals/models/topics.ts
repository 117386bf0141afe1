import { join } from 'node:path'
import { kMeans } from '../../src/compute/cluster/k-means.ts'
import { normalisedMutualInformation } from '../../src/compute/cluster/normalised-mutual-information.ts'
import { topicSpace } from '../../src/compute/text/topics/topic-space.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { reviewLexicons } from '../../src/services/reviews/review-lexicons.ts'
import { atLeast, type Check } from './check.ts'
import { readTextRows, readZipped } from './support/read-texts.ts'

const PER_CATEGORY = 400

/** Topics of Chinese reviews found without labels, held against the kind of product that they are about. */
export const topics: Check = {
  id: 'topics-zh',
  data: 'zh-reviews',
  run({ dataFolder, seed }) {
    const seen = new Map<string, number>()
    const rows = readTextRows(readZipped(join(dataFolder, 'data/zh-reviews/online_shopping_10_cats.zip'))).filter(
      ({ cat = '' }) => {
        const before = seen.get(cat) ?? 0
        seen.set(cat, before + 1)
        return before < PER_CATEGORY
      },
    )
    const categories = [...seen.keys()]
    const { tokeniser } = reviewLexicons()
    const words = rows.map(({ review = '' }) =>
      // One character alone is hardly ever what a text is about.
      tokeniser.words(review.toLowerCase()).filter((word) => word.length > 1),
    )
    const space = topicSpace(words, { rank: 50, random: seededRandom(seed), minimumTexts: 3, maximumShare: 0.2 })
    const { codes } = kMeans(space.points, { k: categories.length, random: seededRandom(seed), starts: 20 })
    const truth = rows.map(({ cat = '' }) => categories.indexOf(cat))
    return Promise.resolve([
      atLeast(
        'shopping, 400 per category, NMI with the categories',
        0.606,
        normalisedMutualInformation(codes, truth),
        3,
      ),
    ])
  },
}
