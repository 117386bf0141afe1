import { evaluateNextItem } from '../../src/compute/recommend/evaluate-next-item.ts'
import { blend, sessionBlend } from '../../src/compute/recommend/fit-blend.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { atLeast, mustEqual, type Check } from './check.ts'
import { yoochooseSessions } from './support/yoochoose-sessions.ts'

const K = 20

/** The next click of running sessions, items of the session among the candidates: nearest sessions with followers. */
export const nextClick: Check = {
  id: 'next-click',
  data: 'data/yoochoose-100k/yoochoose-clicks-100k_{train_full,test}.txt.gz',
  run({ dataFolder, seed }) {
    const { train, test } = yoochooseSessions(dataFolder)
    const model = blend.fit(train, sessionBlend, { random: seededRandom(seed) })
    const { places, recall, mrr } = evaluateNextItem(model, test, K)
    return Promise.resolve([
      mustEqual('clicks asked for', 10_152, places.length),
      atLeast('recall@20', 0.6816, recall, 4),
      atLeast('MRR@20', 0.3662, mrr, 4),
    ])
  },
}
