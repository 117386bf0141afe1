import type { ServiceContext } from '../../context.ts'
import { describeSegments } from '../describe-segments.ts'
import { CUSTOMER_MEASURES } from '../measures/customer-measures.ts'
import { loadMeasures, measureLabel } from '../measures/load-measures.ts'
import type { ClusterOutcome } from './cluster-request.ts'
import type { Buyers } from './buyers-as-of.ts'
import type { DescribedDiscovery, DiscoveredSegment } from './discovery.ts'
import { nameClusters } from './name-clusters.ts'

const SPECIAL = {
  none: {
    en: { name: 'In no group', portrait: 'Buys like nobody near by' },
    zh: { name: '不属于任何群', portrait: '与周围客户的购买方式不同' },
  },
  prospect: {
    en: { name: 'No order yet', portrait: 'Has not bought anything' },
    zh: { name: '尚未下单', portrait: '还没有购买记录' },
  },
  everyone: { en: { name: 'All buyers', portrait: 'Not split' }, zh: { name: '全部买家', portrait: '未分群' } },
} as const

const MOST_DISTINCTIONS = 4

/** Sizes, names and portraits of the groups; everyone counted is in exactly one. */
export function describeDiscovery(
  ctx: ServiceContext,
  {
    features,
    members,
    positions,
    outcome,
    names,
  }: Buyers & {
    readonly outcome: ClusterOutcome | null
    readonly names: readonly string[]
  },
): DescribedDiscovery {
  const { language } = ctx
  const codes = outcome?.codes ?? new Int32Array(positions.length)
  const k = outcome?.k ?? 1
  const ids = [...Array.from({ length: k }, (_, i) => `segment_${i + 1}`), 'none', 'prospect']
  const all = new Int32Array(features.size).fill(k + 1)
  for (const [row, position] of positions.entries()) all[position] = (codes[row] ?? 0) < 0 ? k : (codes[row] ?? 0)
  const described = describeSegments(features, { ids, codes: all }, members)
  // What a group differs in is worth telling whether or not it was formed by that.
  const told = [...new Set([...names, ...CUSTOMER_MEASURES.map(({ name }) => name)])]
  const measures = loadMeasures({ store: ctx.store, currency: ctx.shop.currency }, features, positions, told)
  const named = k < 2 ? [] : nameClusters(codes, k, measures, language)
  const segments = described.flatMap((segment, code): readonly DiscoveredSegment[] => {
    if (code >= k) {
      if (segment.size === 0) return []
      const { name, portrait } = SPECIAL[code === k ? 'none' : 'prospect'][language]
      return [{ ...segment, name, portrait, distinguishing: [] }]
    }
    const { name, portrait, distinctions } = named[code] ?? { ...SPECIAL.everyone[language], distinctions: [] }
    const distinguishing = distinctions.slice(0, MOST_DISTINCTIONS).map((distinction) => ({
      feature: distinction.measure,
      direction: distinction.direction,
      segment: distinction.group,
      others: distinction.others,
      effect_size: distinction.effectSize,
    }))
    return [{ ...segment, name, portrait, distinguishing }]
  })
  const assignment = new Map<string, string>()
  for (let i = 0; i < features.size; i++) {
    if (members !== null && members[i] !== 1) continue
    assignment.set(features.customerIds[i] ?? '', ids[all[i] ?? k + 1] ?? '')
  }
  const outliers = (outcome?.outliers ?? []).map(({ row, measure, direction }) => {
    const position = positions[row] ?? 0
    const label = measureLabel(measure, language)
    return {
      customer_id: features.customerIds[position] ?? '',
      reason:
        language === 'zh'
          ? `${label}远${direction === 'higher' ? '高' : '低'}于最接近的群`
          : `${label} far ${direction === 'higher' ? 'above' : 'below'} the nearest group`,
      position,
    }
  })
  return { segments, assignment, outliers }
}
