import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzePlacementsData } from './analyze-placements.ts'

/** Facts and table of placements: positions in order, creatives by corrected rate. */
export function presentPlacements(
  { asOf }: Pick<ServiceContext, 'asOf'>,
  { views, clicks, carts, positions, creatives }: AnalyzePlacementsData,
  { gate, from }: { readonly gate: Gate | null; readonly from: string },
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const [first] = positions
  const last = positions.at(-1)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: from, unit: 'date' },
    ...(gate === null ? [] : [{ id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' }]),
    { id: 'views', label: 'Views', value: views, unit: 'views' },
    { id: 'clicks', label: 'Clicks', value: clicks, unit: 'clicks' },
    { id: 'carts', label: 'Put in the cart', value: carts, unit: 'clicks' },
    ...(views === 0 ? [] : [{ id: 'rate', label: 'Click rate', value: clicks / views, unit: 'ratio', n: views }]),
    ...(first === undefined || last === undefined || first === last
      ? []
      : [
          { id: 'top_position', label: 'Position', value: first.position, unit: 'position' },
          { id: 'top_rate', label: 'Click rate there', value: first.rate, unit: 'ratio', n: first.views },
          { id: 'last_position', label: 'Position', value: last.position, unit: 'position' },
          { id: 'last_rate', label: 'Click rate there', value: last.rate, unit: 'ratio', n: last.views },
        ]),
    ...creatives.slice(0, 4).flatMap((row, i): Fact[] => [
      { id: `creative_${i + 1}`, label: 'Creative', value: row.creative, unit: 'text' },
      { id: `creative_${i + 1}_rate`, label: 'Click rate', value: row.rate, unit: 'ratio', n: row.views },
      ...(row.corrected_interval === null
        ? []
        : [
            {
              id: `creative_${i + 1}_corrected`,
              label: 'Corrected for position',
              value: row.corrected_rate,
              unit: 'ratio',
              interval: row.corrected_interval,
            },
            {
              id: `creative_${i + 1}_low`,
              label: 'Lower limit (95 %)',
              value: row.corrected_interval[0],
              unit: 'ratio',
            },
            {
              id: `creative_${i + 1}_high`,
              label: 'Upper limit (95 %)',
              value: row.corrected_interval[1],
              unit: 'ratio',
            },
          ]),
    ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'placement', label: 'Placement', unit: 'text' },
        { key: 'position', label: 'Position', unit: 'position' },
        { key: 'views', label: 'Views', unit: 'views' },
        { key: 'clicks', label: 'Clicks', unit: 'clicks' },
        { key: 'rate', label: 'Click rate', unit: 'ratio' },
        { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
        { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
        { key: 'carts', label: 'Put in the cart', unit: 'clicks' },
        { key: 'examination', label: 'Looked at, relative', unit: 'ratio' },
      ],
      rows: positions.map(({ interval, cart_rate: _carts, ...row }) => ({
        ...row,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      })),
      total_rows: positions.length,
    },
    chart: positions.length > 1 ? { type: 'bar', x: 'position', y: ['rate'] } : null,
  }
}
