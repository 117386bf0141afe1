import { z } from 'zod'
import { nearestCentre } from '../../../compute/cluster/nearest-centre.ts'
import { rescale, type Scale } from '../../../compute/cluster/standardise.ts'
import type { CustomerFeatures } from '../../../features/customer-features.ts'
import type { Store } from '../../../store/open.ts'
import { loadMeasures, type MeasureColumn } from '../measures/load-measures.ts'

/**
 * The way into groups of k-means for customers who were not there when they were formed: the measures, the scale that they
 * were brought to, and the centres. Plain data, kept with a saved group.
 */
export const groupClassifierSchema = z.strictObject({
  /** Measures as they were asked for. */
  features: z.array(z.string()).readonly(),
  /** Columns that they made, in the order of the centres' coordinates. */
  columns: z.array(z.string()).readonly(),
  mean: z.array(z.number()).readonly(),
  deviation: z.array(z.number()).readonly(),
  transform: z.array(z.number()).readonly(),
  /** One row for each group, `segment_1` first. */
  centres: z.array(z.array(z.number()).readonly()).readonly(),
})
export type GroupClassifier = z.infer<typeof groupClassifierSchema>

/** A classifier with the group that was saved, counted from 0. */
export const savedGroupSchema = groupClassifierSchema.extend({ group: z.number().int().min(0) })
export type SavedGroup = z.infer<typeof savedGroupSchema>

/** A classifier from a fit, as plain data. */
export function groupClassifier(
  features: readonly string[],
  columns: readonly string[],
  { mean, deviation, transform }: Scale,
  centres: Float64Array,
): GroupClassifier {
  const d = columns.length
  return {
    features: [...features],
    columns: [...columns],
    mean: [...mean],
    deviation: [...deviation],
    transform: [...transform],
    centres: Array.from({ length: d === 0 ? 0 : centres.length / d }, (_, group) => [
      ...centres.subarray(group * d, (group + 1) * d),
    ]),
  }
}

/** The buyers at these positions who are nearest to a group's centre now. */
export function membersOfGroup(
  { store, currency }: { readonly store: Store; readonly currency: string },
  features: CustomerFeatures,
  positions: Int32Array,
  classifier: GroupClassifier,
  group: number,
): ReadonlySet<string> {
  const loaded = new Map(
    loadMeasures({ store, currency }, features, positions, classifier.features).map((column) => [column.name, column]),
  )
  // A category that nobody here has bought is a column of zeros; one that came later tells nothing of these groups.
  const nothing = new Float64Array(positions.length)
  const columns = classifier.columns.map((name): MeasureColumn['values'] => loaded.get(name)?.values ?? nothing)
  const points = rescale(columns, {
    mean: Float64Array.from(classifier.mean),
    deviation: Float64Array.from(classifier.deviation),
    transform: Uint8Array.from(classifier.transform),
  })
  const { codes } = nearestCentre(points, Float64Array.from(classifier.centres.flat()))
  const members = new Set<string>()
  for (const [row, position] of positions.entries()) {
    if (codes[row] === group) members.add(features.customerIds[position] ?? '')
  }
  return members
}
