import { asOfDate } from '../../../lib/as-of.ts'
import type { Language } from '../../../lib/answer.ts'
import { toMajor } from '../../../lib/money.ts'
import type { Fact, ResultTable, Unit } from '../../../lib/tool-result.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { measureNamed } from '../measures/customer-measures.ts'
import { measureLabel } from '../measures/load-measures.ts'
import { say } from '../../say.ts'
import type { CompareSegmentsData, SegmentDifference, SideSummary } from './compare-segments.ts'

/** Cohen's "small": below it a difference is a nuance. */
const WORTH_TELLING = 0.2

/** Whether a difference is both certain and more than a nuance. */
const tells = ({ effect_size: effect, interval }: SegmentDifference): boolean =>
  Math.abs(effect) >= WORTH_TELLING && interval !== null && (interval[0] > 0 || interval[1] < 0)

export function presentComparison(ctx: ServiceContext, data: CompareSegmentsData): ServiceResult<CompareSegmentsData> {
  const { a, b, differences } = data
  const telling = differences.filter(tells)
  return {
    data,
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      ...sideFacts('a', a, ctx.shop.currency),
      ...sideFacts('b', b, ctx.shop.currency),
      { id: 'in_both', label: 'Customers in both', value: data.in_both, unit: 'customers' },
      { id: 'differences', label: 'Features that differ', value: telling.length, unit: 'features' },
      ...telling.slice(0, 5).flatMap((difference, index) => differenceFacts(ctx, difference, index + 1)),
    ],
    table: differenceTable(ctx, differences),
    evidence: {
      period: null,
      population: say(ctx, `${a.description} against ${b.description}`, `${a.description}，对比${b.description}`),
      rows_used: a.size + b.size - data.in_both,
      rows_left_out: { never_ordered: a.size - a.buyers + b.size - b.buyers },
      definition: DEFINITION[ctx.language],
      method: say(
        ctx,
        "Cohen's d on (log) measures with its 95 % interval (Hedges & Olkin)",
        '对（取对数的）指标计算 Cohen’s d 及其 95% 区间（Hedges & Olkin）',
      ),
      model: null,
      sql: [],
    },
    warnings: data.in_both > 0 ? [OVERLAP[ctx.language]] : [],
  }
}

const DEFINITION: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Means are of customers with a valid order, over all history; sizes count everybody.',
    'Effect size: difference in pooled standard deviations of the measure, of log(1 + value) for days, counts and money; 0.2 is small, 0.5 noticeable, 0.8 large. A difference is told when its 95 % interval leaves out 0 and it is at least small.',
  ],
  zh: [
    '均值只计有有效订单的客户，取全部历史；人数计入所有人。',
    '效应量：差异相当于多少个合并标准差（天数、次数和金额取 log（1 + 数值））；0.2 为小，0.5 可察觉，0.8 为大。95% 区间不含 0 且至少为小时才列为差异。',
  ],
}

const OVERLAP: Readonly<Record<Language, string>> = {
  en: 'the two groups share customers, who count on both sides',
  zh: '两个群体有重合的客户，重合者两边都计',
}

function sideFacts(side: 'a' | 'b', { size, buyers, net_revenue_minor: net }: SideSummary, currency: string): Fact[] {
  return [
    { id: `size_${side}`, label: `Customers of ${side}`, value: size, unit: 'customers' },
    { id: `buyers_${side}`, label: `Customers of ${side} with a valid order`, value: buyers, unit: 'customers' },
    { id: `net_revenue_${side}`, label: `Net revenue of ${side}`, value: toMajor(net, currency), unit: currency },
    {
      id: `net_per_customer_${side}`,
      label: `Net revenue per buyer of ${side}`,
      value: buyers === 0 ? null : toMajor(net / buyers, currency),
      unit: currency,
      n: buyers,
    },
  ]
}

function differenceFacts(ctx: ServiceContext, difference: SegmentDifference, rank: number): Fact[] {
  const label = measureLabel(difference.feature, ctx.language)
  const unit = unitOf(difference.feature, ctx.shop.currency)
  return [
    { id: `feature_${rank}`, label: `Difference ${rank}`, value: label, unit: 'text' },
    { id: `a_${rank}`, label: `${label}, a`, value: difference.a, unit },
    { id: `b_${rank}`, label: `${label}, b`, value: difference.b, unit },
    {
      id: `effect_${rank}`,
      label: `${label}, effect size`,
      value: difference.effect_size,
      unit: 'score',
      ...(difference.interval === null ? {} : { interval: difference.interval }),
    },
  ]
}

function unitOf(feature: string, currency: string): Unit {
  const unit = measureNamed(feature)?.unit ?? 'ratio'
  return unit === 'money' ? currency : unit
}

/** One row for each feature; values in words, for their units differ from row to row. */
function differenceTable({ language, shop }: ServiceContext, differences: readonly SegmentDifference[]): ResultTable {
  const chinese = language === 'zh'
  const rows = differences.map(({ feature, a, b, effect_size: effect, interval }) => ({
    feature: measureLabel(feature, language),
    a: Math.round(a * 10_000) / 10_000,
    b: Math.round(b * 10_000) / 10_000,
    unit: unitOf(feature, shop.currency),
    effect_size: effect,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
  }))
  return {
    columns: [
      { key: 'feature', label: chinese ? '特征' : 'Feature', unit: 'text' },
      { key: 'a', label: chinese ? '前者' : 'First', unit: 'score' },
      { key: 'b', label: chinese ? '后者' : 'Second', unit: 'score' },
      { key: 'unit', label: chinese ? '单位' : 'Unit', unit: 'label' },
      { key: 'effect_size', label: chinese ? '效应量' : 'Effect size', unit: 'score' },
      { key: 'low', label: chinese ? '下限' : 'From', unit: 'score' },
      { key: 'high', label: chinese ? '上限' : 'To', unit: 'score' },
    ],
    rows,
    total_rows: rows.length,
  }
}
