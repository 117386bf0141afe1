import { toMajor } from '../../lib/money.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { LevelMovement, LevelRow, LevelSimulation, PointsSimulation } from './level-question.ts'

interface Shown {
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Tables of levels in one currency, each with its picture. */
export function levelTables(currency: string) {
  const money = (minor: number | null): number | null => (minor === null ? null : toMajor(minor, currency))
  return {
    value: (levels: readonly LevelRow[]): Shown => ({
      table: {
        columns: [
          { key: 'level', label: 'Level', unit: 'label' },
          { key: 'customers', label: 'Customers', unit: 'customers' },
          { key: 'share', label: 'Share', unit: 'ratio' },
          { key: 'buyers', label: 'Bought', unit: 'customers' },
          { key: 'orders', label: 'Orders', unit: 'orders' },
          { key: 'revenue', label: 'Net revenue', unit: currency },
          { key: 'revenue_share', label: 'Share of net revenue', unit: 'ratio' },
          { key: 'value', label: 'Net revenue per customer', unit: currency },
          { key: 'low', label: 'Lower limit (95 %)', unit: currency },
          { key: 'high', label: 'Upper limit (95 %)', unit: currency },
          { key: 'order', label: 'Net revenue per order', unit: currency },
          { key: 'repeat', label: 'Two orders or more', unit: 'ratio' },
          { key: 'repeat_low', label: 'Lower limit (95 %)', unit: 'ratio' },
          { key: 'repeat_high', label: 'Upper limit (95 %)', unit: 'ratio' },
          { key: 'retention', label: 'Stayed', unit: 'ratio' },
          { key: 'retention_low', label: 'Lower limit (95 %)', unit: 'ratio' },
          { key: 'retention_high', label: 'Upper limit (95 %)', unit: 'ratio' },
          { key: 'margin', label: 'Margin', unit: 'ratio' },
        ],
        rows: levels.map((row) => ({
          level: row.level ?? 'no_level',
          customers: row.customers,
          share: row.share,
          buyers: row.buyers,
          orders: row.orders,
          revenue: money(row.net_minor),
          revenue_share: row.revenue_share,
          value: money(row.per_customer_minor),
          low: money(row.per_customer_interval?.[0] ?? null),
          high: money(row.per_customer_interval?.[1] ?? null),
          order: money(row.average_order_minor),
          repeat: row.repeat_rate,
          repeat_low: row.repeat_interval?.[0] ?? null,
          repeat_high: row.repeat_interval?.[1] ?? null,
          retention: row.retention,
          retention_low: row.retention_interval?.[0] ?? null,
          retention_high: row.retention_interval?.[1] ?? null,
          margin: row.margin_rate,
        })),
        total_rows: levels.length,
      },
      chart: levels.length > 1 ? { type: 'bar', x: 'level', y: ['value'] } : null,
    }),
    moves: ({ moves }: LevelMovement): Shown => ({
      table: {
        columns: [
          { key: 'from', label: 'Level before', unit: 'label' },
          { key: 'to', label: 'Level after', unit: 'label' },
          { key: 'customers', label: 'Customers', unit: 'customers' },
        ],
        rows: moves.map(({ from, to, customers }) => ({ from: from ?? 'no_level', to: to ?? 'no_level', customers })),
        total_rows: moves.length,
      },
      chart: null,
    }),
    rule: ({ levels, basis }: LevelSimulation): Shown => ({
      table: {
        columns: [
          { key: 'level', label: 'Level', unit: 'label' },
          { key: 'at_least', label: 'At least', unit: basis === 'orders' ? 'orders' : currency },
          { key: 'customers', label: 'Customers', unit: 'customers' },
          { key: 'share', label: 'Share', unit: 'ratio' },
          { key: 'now', label: 'Hold it now', unit: 'customers' },
          { key: 'revenue', label: 'Net revenue', unit: currency },
          { key: 'revenue_share', label: 'Share of net revenue', unit: 'ratio' },
        ],
        rows: levels.map((row) => ({
          level: row.level ?? 'below_levels',
          at_least: row.at_least,
          customers: row.customers,
          share: row.share,
          now: row.now,
          revenue: money(row.net_minor),
          revenue_share: row.revenue_share,
        })),
        total_rows: levels.length,
      },
      chart: { type: 'bar', x: 'level', y: ['customers'] },
    }),
    points: ({ by_share: rows }: PointsSimulation): Shown => ({
      table: {
        columns: [
          { key: 'redeemed_share', label: 'Share of points used', unit: 'ratio' },
          { key: 'cost', label: 'Cost', unit: currency },
        ],
        rows: rows.map((row) => ({ redeemed_share: row.redeemed_share, cost: money(row.cost_minor) })),
        total_rows: rows.length,
      },
      chart: null,
    }),
  }
}
