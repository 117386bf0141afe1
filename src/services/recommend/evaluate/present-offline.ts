import type { SplitProtocol } from '../../../compute/recommend/split-interactions.ts'
import { asOfDate } from '../../../lib/as-of.ts'
import type { Fact, ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import type { ServiceContext } from '../../context.ts'
import type { Comparison, Estimate, JudgedRow } from './judged-methods.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
}

/** Facts and table of an offline comparison. */
export function presentOffline(
  { asOf }: Pick<ServiceContext, 'asOf'>,
  {
    comparison,
    protocol,
    k,
    repeaters,
  }: {
    readonly comparison: Comparison | null
    readonly protocol: SplitProtocol
    readonly k: number
    readonly repeaters: number
  },
): Presented {
  const [best, second] = comparison?.rows ?? []
  const baseline = comparison?.rows.find(({ method }) => method === 'popularity')
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'source', label: 'Judged by', value: 'offline', unit: 'label' },
    { id: 'protocol', label: 'Protocol', value: protocol, unit: 'label' },
    { id: 'k', label: 'Places of a list', value: k, unit: 'products' },
    { id: 'repeat_customers', label: 'Customers with two purchases', value: repeaters, unit: 'customers' },
  ]
  if (comparison === null || best === undefined) return { facts, table: null, chart: null }
  facts.push(
    { id: 'customers', label: 'Customers judged', value: comparison.judged, unit: 'customers' },
    { id: 'learners', label: 'Customers learnt from', value: comparison.learners, unit: 'customers' },
    { id: 'methods', label: 'Methods compared', value: comparison.rows.length, unit: 'methods' },
    { id: 'best_method', label: 'Best method', value: best.method, unit: 'label' },
    ...estimateFacts('best_ndcg', 'nDCG of the best method', best.ndcg, comparison.judged, 'ratio'),
    ...estimateFacts('best_recall', 'Recall of the best method', best.recall, comparison.judged, 'ratio'),
    ...estimateFacts('best_hit_rate', 'Hit rate of the best method', best.hit_rate, comparison.judged, 'ratio'),
    { id: 'best_coverage', label: 'Products it shows', value: best.coverage, unit: 'ratio' },
    { id: 'best_gini', label: 'Gini of exposure', value: best.exposure_gini, unit: 'score' },
    ...(best.diversity === null
      ? []
      : [{ id: 'best_diversity', label: 'Diversity within lists', value: best.diversity, unit: 'score' }]),
    ...(baseline === undefined
      ? []
      : estimateFacts('popularity_ndcg', 'nDCG of popularity', baseline.ndcg, comparison.judged, 'ratio')),
    ...(best.beyond_popularity === null
      ? []
      : estimateFacts(
          'beyond_popularity',
          'nDCG beyond popularity',
          best.beyond_popularity,
          comparison.judged,
          'ratio',
        )),
    ...(best.beyond_popularity !== null && best.beyond_popularity.low <= 0
      ? [{ id: 'no_better', label: 'Popularity may do as well', value: 'close_call', unit: 'label' }]
      : []),
    ...(second === undefined
      ? []
      : [
          { id: 'second_method', label: 'Second method', value: second.method, unit: 'label' },
          { id: 'second_ndcg', label: 'nDCG of the second', value: second.ndcg.mean, unit: 'ratio' },
        ]),
    ...(comparison.varied === null
      ? []
      : [
          {
            id: 'varied_cost',
            label: 'nDCG that varied lists cost',
            value: comparison.varied.ndcg_cost,
            unit: 'ratio',
          },
          { id: 'varied_gain', label: 'Diversity they gain', value: comparison.varied.diversity_gain, unit: 'score' },
        ]),
  )
  return {
    facts,
    table: { columns: COLUMNS, rows: comparison.rows.map(cellsOf), total_rows: comparison.rows.length },
    chart: { type: 'bar', x: 'method', y: ['ndcg'] },
  }
}

const estimateFacts = (id: string, label: string, { mean, low, high }: Estimate, n: number, unit: string): Fact[] => [
  { id, label, value: mean, unit, n, interval: [low, high] },
  { id: `${id}_low`, label: `${label}, lower limit (95 %)`, value: low, unit },
  { id: `${id}_high`, label: `${label}, upper limit (95 %)`, value: high, unit },
]

const COLUMNS = [
  { key: 'method', label: 'Method', unit: 'label' },
  { key: 'ndcg', label: 'nDCG', unit: 'ratio' },
  { key: 'ndcg_low', label: 'nDCG, lower limit (95 %)', unit: 'ratio' },
  { key: 'ndcg_high', label: 'nDCG, upper limit (95 %)', unit: 'ratio' },
  { key: 'map', label: 'MAP', unit: 'ratio' },
  { key: 'precision', label: 'Precision', unit: 'ratio' },
  { key: 'recall', label: 'Recall', unit: 'ratio' },
  { key: 'hit_rate', label: 'Hit rate', unit: 'ratio' },
  { key: 'mrr', label: 'MRR', unit: 'ratio' },
  { key: 'coverage', label: 'Coverage', unit: 'ratio' },
  { key: 'novelty', label: 'Novelty', unit: 'bits' },
  { key: 'diversity', label: 'Diversity', unit: 'score' },
  { key: 'exposure_gini', label: 'Gini of exposure', unit: 'score' },
  { key: 'served', label: 'Customers served', unit: 'ratio' },
  { key: 'fit_seconds', label: 'Time to fit', unit: 'seconds' },
] as const

const cellsOf = (row: JudgedRow) => ({
  method: row.method,
  ndcg: row.ndcg.mean,
  ndcg_low: row.ndcg.low,
  ndcg_high: row.ndcg.high,
  map: row.map.mean,
  precision: row.precision.mean,
  recall: row.recall.mean,
  hit_rate: row.hit_rate.mean,
  mrr: row.mrr.mean,
  coverage: row.coverage,
  novelty: row.novelty,
  diversity: row.diversity,
  exposure_gini: row.exposure_gini,
  served: row.served,
  fit_seconds: row.fit_seconds,
})
