import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { learntOf, type ChurnParameters } from './churn-parameters.ts'
import { buyerPositions, type ChurnSource } from './churn-source.ts'
import type { LoadedChurn } from './load-churn-scores.ts'
import { readOwnSource } from './read-own-source.ts'
import { scoreChurn } from './score-churn.ts'

/**
 * Everybody's scores after facts of these customers have changed: theirs are worked out from their own rows, everybody
 * else's stay. The features are those of the new facts; newcomers stand last in them.
 */
export function patchChurnScores(
  { store, shop, asOf }: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  run: ModelRun<ChurnParameters>,
  earlier: LoadedChurn,
  features: CustomerFeatures,
  changed: ReadonlySet<string>,
): LoadedChurn {
  const lines = new Float64Array(features.size)
  const largestGrossMinor = new Float64Array(features.size)
  lines.set(earlier.source.baskets.lines)
  largestGrossMinor.set(earlier.source.baskets.largestGrossMinor)
  const { other } = run.parameters.products
  const productDemand = new Float64Array(features.size).fill(other[0])
  const productRepeats = new Float64Array(features.size).fill(other[1])
  productDemand.set(earlier.source.lastOrders.productDemand)
  productRepeats.set(earlier.source.lastOrders.productRepeats)
  const activeDays = earlier.source.activeDays === null ? null : new Uint8Array(features.size)
  activeDays?.set(earlier.source.activeDays ?? [])
  const again: number[] = []
  for (const id of changed) {
    const position = features.positionOf(id)
    if (position < 0) continue
    const own = readOwnSource(store, shop, asOf, id, learntOf(run.parameters))
    lines[position] = own?.baskets.lines[0] ?? 0
    largestGrossMinor[position] = own?.baskets.largestGrossMinor[0] ?? 0
    productDemand[position] = own?.lastOrders.productDemand[0] ?? other[0]
    productRepeats[position] = own?.lastOrders.productRepeats[0] ?? other[1]
    if (activeDays !== null) activeDays[position] = own?.activeDays?.[0] ?? 0
    again.push(position)
  }
  const source: ChurnSource = {
    ...features,
    baskets: { lines, largestGrossMinor },
    lastOrders: { productDemand, productRepeats },
    activeDays,
  }
  const positions = buyerPositions(source, true)
  const scored = scoreChurn(run.parameters, source, Int32Array.from(again.filter(isBuyer(source))))
  const rowAt = new Int32Array(features.size).fill(-1)
  const probability = new Float64Array(positions.length)
  const valueIfStaysMinor = new Float64Array(positions.length)
  for (const [row, position] of positions.entries()) {
    rowAt[position] = row
    const before = earlier.rowAt[position] ?? -1
    if (before < 0) continue
    probability[row] = earlier.probability[before] ?? 0
    valueIfStaysMinor[row] = earlier.valueIfStaysMinor[before] ?? 0
  }
  for (const [at, position] of scored.positions.entries()) {
    const row = rowAt[position] ?? -1
    if (row < 0) continue
    probability[row] = scored.probability[at] ?? 0
    valueIfStaysMinor[row] = scored.valueIfStaysMinor[at] ?? 0
  }
  const rowOf = (customerId: string): number => rowAt[features.positionOf(customerId)] ?? -1
  return { features, source, positions, probability, valueIfStaysMinor, rowAt, rowOf }
}

const isBuyer =
  (source: Pick<ChurnSource, 'frequency'>) =>
  (position: number): boolean =>
    (source.frequency[position] ?? 0) > 0
