import { ab } from './ab.ts'
import { sameTerms } from './same-terms.ts'
import { demoRisk } from './demo-risk.ts'
import { isolation } from './isolation.ts'
import { bgNbd, gammaGamma, paretoNbd } from './btyd.ts'
import type { Check } from './check.ts'
import { churnRaw } from './churn-raw.ts'
import { churnSplits } from './churn-splits.ts'
import { cohorts } from './cohorts.ts'
import { demoChurn } from './demo-churn.ts'
import { demoAlive } from './demo-alive.ts'
import { demoFunnel } from './demo-funnel.ts'
import { demoTrends } from './demo-trends.ts'
import { demoPrices } from './demo-prices.ts'
import { m4Weekly, skuDemand } from './demand.ts'
import { elasticity } from './elasticity.ts'
import { demoSegments } from './demo-segments.ts'
import { dbscan } from './dbscan.ts'
import { importCdnow } from './import-cdnow.ts'
import { importOlist } from './import-olist.ts'
import { importTrials } from './import-trials.ts'
import { importRetail } from './import-retail.ts'
import { kmeans } from './kmeans.ts'
import { nextClick } from './next-click.ts'
import { search } from './search.ts'
import { sendTime } from './send-time.ts'
import { recommend } from './recommend.ts'
import { retailQuestions } from './retail-questions.ts'
import { demoArticles } from './demo-articles.ts'
import { fakeReviews } from './fake-reviews.ts'
import { demoTopics } from './demo-topics.ts'
import { topics } from './topics.ts'
import { sentimentChinese, sentimentEnglish } from './sentiment.ts'
import { demoCampaigns } from './demo-campaigns.ts'
import { demoCoverage } from './demo-coverage.ts'
import { demoComplements } from './demo-complements.ts'
import { demoCycles } from './demo-cycles.ts'
import { demoSequence } from './demo-sequence.ts'
import { demoSequences } from './demo-sequences.ts'
import { rules } from './rules.ts'
import { rfm } from './rfm.ts'
import { uplift } from './uplift.ts'
import { drivers } from './drivers.ts'
import { olistSatisfaction } from './olist-satisfaction.ts'
import { demoVoice } from './demo-voice.ts'
import { ward } from './ward.ts'

/** Every check of `npm run validate`, in the order of its table. */
export const checks: readonly Check[] = [
  importRetail,
  rfm,
  cohorts,
  retailQuestions,
  importCdnow,
  importOlist,
  kmeans,
  dbscan,
  ward,
  ...churnSplits,
  churnRaw,
  bgNbd,
  paretoNbd,
  gammaGamma,
  ...recommend,
  nextClick,
  search,
  ...sendTime,
  demoAlive,
  demoChurn,
  demoFunnel,
  demoTrends,
  demoSegments,
  rules,
  demoComplements,
  demoArticles,
  demoCycles,
  demoSequences,
  demoSequence,
  sentimentEnglish,
  sentimentChinese,
  topics,
  demoTopics,
  fakeReviews,
  ab,
  uplift,
  importTrials,
  demoCampaigns,
  demoCoverage,
  isolation,
  demoRisk,
  sameTerms,
  drivers,
  olistSatisfaction,
  demoVoice,
  m4Weekly,
  skuDemand,
  elasticity,
  demoPrices,
]
