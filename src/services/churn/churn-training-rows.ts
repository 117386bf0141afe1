import { fitParetoNbd } from '../../compute/lifetime/fit-pareto-nbd.ts'
import { purchaseGaps } from '../../compute/segments/purchase-gaps.ts'
import type { ColumnTable } from '../../compute/stats/column-table.ts'
import { computeCustomerFeatures } from '../../features/compute-customer-features.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { asOfEndOfDay, type AsOf } from '../../lib/as-of.ts'
import { seededRandom } from '../../lib/random.ts'
import { hasEvents } from '../../store/queries/features/read-active-days.ts'
import type { TrainingFrame } from '../models/model-definition.ts'
import type { ChurnCutOffs } from './churn-cut-offs.ts'
import { churnTable, type ChurnSetup } from './churn-features.ts'
import { buyerPositions, churnSource, POPULATION_DAYS, type ChurnSource } from './churn-source.ts'
import { readProductFigures } from './read-product-figures.ts'
import { readSampleSource } from './read-own-source.ts'

/** Features at one cut-off and what came of them. */
export interface CutOffRows {
  readonly table: ColumnTable
  readonly labels: Float64Array
}

/** About so many customers teach or judge at a cut-off, drawn by chance where there are more. */
const MOST_ROWS = 25_000
/** Customers that the four parameters of Pareto/NBD are fitted on; more would hardly move them. */
const MOST_FITTED = 20_000
const GAP_WITHOUT_EVIDENCE = 30

/**
 * Rows of every cut-off of the plan, each from features computed as of that day: what happened later is not in them. The
 * outcome is whether the customer has an order in the horizon after, by what is known today.
 */
export async function readCutOffs(
  frame: TrainingFrame,
  today: CustomerFeatures,
  plan: ChurnCutOffs,
  horizonDays: number,
): Promise<{ readonly cuts: ReadonlyMap<number, CutOffRows>; readonly setup: ChurnSetup }> {
  const { store, shop, seed } = frame
  const compared = plan.select.flatMap(({ train, test }) => [...train, test])
  const teaching = plan.select[0]?.train ?? plan.judge.train
  // The shop's own figures come from the latest day that every stage may look at; it is read first.
  const settingDay = teaching.at(-1) ?? plan.judge.test
  const all = [...new Set([...compared, ...plan.judge.train, plan.judge.test, ...plan.final])].sort((a, b) => a - b)
  const days = [settingDay, ...all.filter((day) => day !== settingDay)]
  const earliest = asOfEndOfDay(all[0] ?? settingDay, shop.zone)
  const withEvents = hasEvents(store, earliest.until, earliest.day)
  const random = seededRandom(`churn-rows/${seed}`)
  const cuts = new Map<number, CutOffRows>()
  let setup: ChurnSetup | null = null
  for (const [done, day] of days.entries()) {
    await frame.checkpoint('features', (0.3 * done) / days.length)
    const source = readCutOff(frame, today, asOfEndOfDay(day, shop.zone), withEvents, random)
    const buyers = buyerPositions(source)
    setup ??= setUp(source, buyerPositions(source, true), horizonDays)
    cuts.set(day, {
      table: churnTable(source, buyers, setup),
      labels: outcomes(source, buyers, today, day, horizonDays),
    })
  }
  if (setup === null) throw new Error('a plan without a cut-off')
  return { cuts, setup }
}

/**
 * Everybody as of a cut-off, or the customers whom chance draws where a part of them is enough to learn from: the draw is
 * among all who are known today, whatever became of them.
 */
function readCutOff(
  { store, shop }: TrainingFrame,
  today: CustomerFeatures,
  asOf: AsOf,
  withEvents: boolean,
  random: () => number,
): ChurnSource {
  const share = MOST_ROWS / Math.max(MOST_ROWS, countBuyers(today, asOf.day))
  const drawn = share === 1 ? today.customerIds : today.customerIds.filter(() => random() < share)
  const learnt = { withEvents, products: readProductFigures(store, asOf, drawn) }
  if (share === 1) return churnSource(store, computeCustomerFeatures(store, asOf, shop.zone), learnt)
  return readSampleSource(store, shop, asOf, drawn, learnt)
}

/** Customers with an order in the year before a day, by what is known today. */
function countBuyers({ purchases: { days, offsets }, size }: CustomerFeatures, until: number): number {
  let count = 0
  for (let position = 0; position < size; position++) {
    let last = (offsets[position + 1] as number) - 1
    while (last >= (offsets[position] as number) && (days[last] as number) > until) last -= 1
    if (last >= (offsets[position] as number) && until - (days[last] as number) <= POPULATION_DAYS) count += 1
  }
  return count
}

function setUp(source: ChurnSource, buyers: Int32Array, horizonDays: number): ChurnSetup {
  const { offsets } = source.purchases
  const step = Math.max(1, Math.ceil(buyers.length / MOST_FITTED))
  const fitted = buyers.filter((_, i) => i % step === 0)
  const column = (read: (position: number) => number): Float64Array => Float64Array.from(fitted, read)
  const fit = fitParetoNbd({
    frequency: column((position) => (offsets[position + 1] as number) - (offsets[position] as number) - 1),
    recency: column((position) => (source.tenureDays[position] as number) - (source.recencyDays[position] as number)),
    age: column((position) => source.tenureDays[position] as number),
  })
  return {
    horizonDays,
    shopGapDays: purchaseGaps(source.purchases).populationMedianDays ?? GAP_WITHOUT_EVIDENCE,
    // A fit that ran to a limit (nobody ever leaves) still says how often somebody with this history buys.
    pareto: Object.values(fit.parameters).every((value) => Number.isFinite(value) && value > 0) ? fit.parameters : null,
    withEvents: source.activeDays !== null,
  }
}

/** 1 for each customer without a purchase day in (day, day + horizon]. */
function outcomes(
  then: Pick<ChurnSource, 'customerIds'>,
  positions: Int32Array,
  today: CustomerFeatures,
  day: number,
  horizonDays: number,
): Float64Array {
  const { days, offsets } = today.purchases
  return Float64Array.from(positions, (position) => {
    const now = today.positionOf(then.customerIds[position] as string)
    if (now < 0) return 1
    for (let i = (offsets[now + 1] as number) - 1; i >= (offsets[now] as number); i--) {
      const bought = days[i] as number
      if (bought <= day) return 1
      if (bought <= day + horizonDays) return 0
    }
    return 1
  })
}
