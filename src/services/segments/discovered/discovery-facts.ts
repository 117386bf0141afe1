import { asOfDate } from '../../../lib/as-of.ts'
import { toMajor } from '../../../lib/money.ts'
import type { Fact } from '../../../lib/tool-result.ts'
import type { ServiceContext } from '../../context.ts'
import { measureLabel } from '../measures/load-measures.ts'
import type { Discovery } from './discovery.ts'

/**
 * Facts of a discovery. Groups by rank (`segment_1`, `size_1`, `portrait_1`, ...); `rival_k` only when no number of groups
 * is a clear winner; `moved` and the like only with a comparison.
 */
export function discoveryFacts(ctx: ServiceContext, discovery: Discovery): Fact[] {
  const { input, names, now, outcome, described, migration } = discovery
  const { segments, assignment, outliers } = described
  const total = assignment.size
  const groups = segments.filter(({ id }) => id.startsWith('segment_'))
  const buyers = now.positions.length
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'method', label: 'Method', value: input.method, unit: 'label' },
    { id: 'customers_total', label: 'Customers', value: total, unit: 'customers' },
    { id: 'buyers', label: 'Customers with a valid order', value: buyers, unit: 'customers' },
    { id: 'prospects', label: 'Customers without a valid order', value: total - buyers, unit: 'customers' },
    { id: 'segments', label: 'Groups found', value: groups.length, unit: 'segments' },
    { id: 'outliers', label: 'Customers who fit no group', value: outliers.length, unit: 'customers' },
    {
      id: 'features',
      label: 'Features',
      value: names
        .map((name) => (name === 'categories' ? categoriesWord(ctx) : measureLabel(name, ctx.language)))
        .join(ctx.language === 'zh' ? '、' : ', '),
      unit: 'text',
    },
  ]
  if (total > 0) facts.push(...largestFacts(groups))
  for (const [index, { name, portrait, size, share, profile }] of groups.entries()) {
    const rank = index + 1
    facts.push(
      { id: `segment_${rank}`, label: `Group ${rank}`, value: name, unit: 'text' },
      { id: `portrait_${rank}`, label: `What sets group ${rank} apart`, value: portrait, unit: 'text' },
      { id: `size_${rank}`, label: `Customers in ${name}`, value: size, unit: 'customers' },
      { id: `share_${rank}`, label: `Share of ${name}`, value: share, unit: 'ratio', n: total },
      {
        id: `net_revenue_${rank}`,
        label: `Net revenue of ${name}`,
        value: toMajor(profile.net_revenue_minor, ctx.shop.currency),
        unit: ctx.shop.currency,
        n: size,
      },
    )
  }
  if (outcome !== null) facts.push(...qualityFacts(discovery))
  if (migration !== null) {
    facts.push(
      { id: 'before_total', label: 'Customers then', value: migration.before_total, unit: 'customers' },
      { id: 'moved', label: 'Customers who changed group', value: migration.moved, unit: 'customers' },
      { id: 'joined', label: 'Customers who were not there then', value: migration.joined, unit: 'customers' },
      { id: 'left', label: 'Customers who are no longer there', value: migration.left, unit: 'customers' },
      ...known('agreement', 'Agreement of the two (adjusted Rand)', migration.ari),
    )
    if (input.compare_as_of !== undefined) {
      facts.push({ id: 'compare_as_of', label: 'Compared with', value: migration.compared_with, unit: 'date' })
    }
  }
  return facts
}

const categoriesWord = ({ language }: ServiceContext): string =>
  language === 'zh' ? '各品类购买占比' : 'shares of purchases by category'

const known = (id: string, label: string, value: number | null): Fact[] =>
  value === null ? [] : [{ id, label, value, unit: 'score' }]

function largestFacts(groups: Discovery['described']['segments']): Fact[] {
  const [largest] = groups
  if (largest === undefined) return []
  return [
    { id: 'largest', label: 'Largest group', value: largest.name, unit: 'text' },
    { id: 'largest_size', label: 'Customers in the largest group', value: largest.size, unit: 'customers' },
    { id: 'largest_share', label: 'Share of the largest group', value: largest.share, unit: 'ratio' },
  ]
}

function qualityFacts({ outcome }: Discovery): Fact[] {
  if (outcome === null) return []
  const { chosen, choice, stability, density, earlier, silhouetteRows } = outcome
  return [
    ...known('silhouette', 'Silhouette', chosen.silhouette),
    ...known('davies_bouldin', 'Davies-Bouldin index', chosen.davies_bouldin),
    ...known('calinski_harabasz', 'Calinski-Harabasz index', chosen.calinski_harabasz),
    ...known('stability', 'Stability over halves of the customers', stability),
    ...known('stability_over_time', 'Agreement with groups formed afresh then', earlier?.stability ?? null),
    {
      id: 'silhouette_rows',
      label: 'Customers on whom the silhouette rests',
      value: silhouetteRows,
      unit: 'customers',
    },
    ...(choice === null ? [] : [{ id: 'chosen_k', label: 'Number of groups chosen', value: chosen.k, unit: 'groups' }]),
    ...(choice?.clear === false
      ? [
          { id: 'doubt', label: 'Why no number of groups is a clear winner', value: choice.doubt, unit: 'label' },
          { id: 'rival_k', label: 'The next best number of groups', value: choice.rival, unit: 'groups' },
        ]
      : []),
    ...(density === null
      ? []
      : [
          { id: 'eps', label: 'Radius of a neighbourhood', value: density.radius, unit: 'score' },
          { id: 'min_points', label: 'Customers that make it dense', value: density.minimum, unit: 'customers' },
        ]),
  ]
}
