import { decomposeRatio } from '../../compute/metrics/decompose-ratio.ts'
import { METRICS, type MeasureValues, type MetricName, type Quantity } from './metric-catalogue.ts'
import type { MetricGroup } from './metric-group.ts'

/** One part of a dimension and what it did to the metric, in the metric's inner unit (minor units for amounts). */
export interface Contribution {
  readonly group: string
  readonly kind: 'group' | 'rest' | 'unattributed'
  readonly before: number | null
  readonly after: number | null
  readonly contribution: number
}

export interface DimensionContributions {
  readonly parts: readonly Contribution[]
  /** The whole change by volume (more of everything), mix (other shares) and rate (other values within the parts). */
  readonly effects: { readonly volume: number | null; readonly mix: number; readonly rate: number } | null
}

export interface ChangeOfMetric {
  readonly metric: MetricName
  readonly before: MeasureValues
  readonly after: MeasureValues
  readonly groups: readonly MetricGroup[]
  /** What amounts are counted per, for mix against rate: orders, or units where orders are split among products. */
  readonly per: Quantity
}

/**
 * Contributions of a dimension's parts to the metric's change. They add up to the change: exactly for amounts and counts,
 * where anything that belongs to no part (a discount on a whole order, a customer in two parts) is a part of its own.
 *
 * Null for a quotient whose denominator does not add up over the parts (customers in two regions): it has no such split.
 */
export function changeContributions(change: ChangeOfMetric): DimensionContributions | null {
  const found = METRICS[change.metric]
  return found.kind === 'quantity'
    ? amountContributions(change, found.quantity)
    : ratioContributions(change, found.numerator, found.denominator)
}

function amountContributions(change: ChangeOfMetric, quantity: Quantity): DimensionContributions {
  const { before, after, groups } = change
  const value = (values: MeasureValues | null): number => (values === null ? 0 : quantity.value(values))
  const parts: Contribution[] = groups.map((group) => ({
    group: group.groups[0] ?? '',
    kind: group.kind,
    before: value(group.previous),
    after: value(group.values),
    contribution: value(group.values) - value(group.previous),
  }))
  const missing = {
    before: quantity.value(before) - parts.reduce((sum, part) => sum + (part.before ?? 0), 0),
    after: quantity.value(after) - parts.reduce((sum, part) => sum + (part.after ?? 0), 0),
  }
  if (missing.before !== 0 || missing.after !== 0) {
    parts.push({ group: '', kind: 'unattributed', ...missing, contribution: missing.after - missing.before })
  }
  return { parts, effects: quantity.unit === 'money' ? volumeMixRate(change, quantity) : null }
}

/** Amount = volume x mean value; the mean's change splits into mix and rate. */
function volumeMixRate(
  { before, after, groups, per }: ChangeOfMetric,
  quantity: Quantity,
): DimensionContributions['effects'] {
  const [q0, q1] = [per.value(before), per.value(after)]
  if (q0 === 0 || q1 === 0) return null
  const [r0, r1] = [quantity.value(before) / q0, quantity.value(after) / q1]
  const parts = withRest({ before, after, groups }, quantity, per)
  const pieces = decomposeRatio(parts)
  const meanVolume = (q0 + q1) / 2
  return {
    volume: ((r0 + r1) / 2) * (q1 - q0),
    mix: meanVolume * pieces.reduce((sum, piece) => sum + piece.mix, 0),
    rate: meanVolume * pieces.reduce((sum, piece) => sum + piece.rate, 0),
  }
}

function ratioContributions(
  { before, after, groups }: ChangeOfMetric,
  numerator: Quantity,
  denominator: Quantity,
): DimensionContributions | null {
  if (denominator.value(before) === 0 || denominator.value(after) === 0) return null
  const sums = (values: (group: MetricGroup) => MeasureValues): number =>
    groups.reduce((sum, group) => sum + denominator.value(values(group)), 0)
  const addsUp =
    sums((group) => group.values) === denominator.value(after) &&
    sums((group) => group.previous ?? {}) === denominator.value(before)
  if (!addsUp) return null
  const pieces = decomposeRatio(withRest({ before, after, groups }, numerator, denominator))
  const ratio = (values: MeasureValues | null): number | null => {
    const below = values === null ? 0 : denominator.value(values)
    return values === null || below === 0 ? null : numerator.value(values) / below
  }
  const parts = groups.map((group, index) => ({
    group: group.groups[0] ?? '',
    kind: group.kind,
    before: ratio(group.previous),
    after: ratio(group.values),
    contribution: pieces[index]?.contribution ?? 0,
  }))
  const rest = pieces[groups.length]
  if (rest !== undefined && rest.contribution !== 0) {
    parts.push({ group: '', kind: 'unattributed', before: null, after: null, contribution: rest.contribution })
  }
  return {
    parts,
    effects: {
      volume: null,
      mix: pieces.reduce((sum, piece) => sum + piece.mix, 0),
      rate: pieces.reduce((sum, piece) => sum + piece.rate, 0),
    },
  }
}

/** The groups as parts of a ratio, and what the whole has beyond them as one more. */
function withRest(
  { before, after, groups }: Pick<ChangeOfMetric, 'before' | 'after' | 'groups'>,
  numerator: Quantity,
  denominator: Quantity,
) {
  const parts = groups.map((group) => ({
    numeratorBefore: numerator.value(group.previous ?? {}),
    denominatorBefore: denominator.value(group.previous ?? {}),
    numeratorAfter: numerator.value(group.values),
    denominatorAfter: denominator.value(group.values),
  }))
  const sum = (key: keyof (typeof parts)[number]): number => parts.reduce((total, part) => total + part[key], 0)
  return [
    ...parts,
    {
      numeratorBefore: numerator.value(before) - sum('numeratorBefore'),
      denominatorBefore: denominator.value(before) - sum('denominatorBefore'),
      numeratorAfter: numerator.value(after) - sum('numeratorAfter'),
      denominatorAfter: denominator.value(after) - sum('denominatorAfter'),
    },
  ]
}
