import { toMajor } from '../../lib/money.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { CampaignCut } from './campaign-parts.ts'
import type { CampaignReport, EvaluateCampaignData } from './evaluate-campaign.ts'

interface Drawn {
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

export const ratesTable = ({ rates }: CampaignReport): Drawn => ({
  table: {
    columns: [
      { key: 'metric', label: 'Figure', unit: 'label' },
      { key: 'value', label: 'Rate', unit: 'ratio' },
      { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'hits', label: 'Did it', unit: 'customers' },
      { key: 'n', label: 'Of', unit: 'customers' },
    ],
    rows: rates.map(({ metric, value, interval, hits, n }) => ({
      metric,
      value,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      hits,
      n,
    })),
    total_rows: rates.length,
  },
  chart: rates.some(({ value }) => value !== null) ? { type: 'bar', x: 'metric', y: ['value'] } : null,
})

export const comparisonTable = (
  differences: NonNullable<EvaluateCampaignData['comparison']>['differences'],
): Drawn => ({
  table: {
    columns: [
      { key: 'metric', label: 'Figure', unit: 'label' },
      { key: 'now', label: 'Now', unit: 'ratio' },
      { key: 'before', label: 'Before', unit: 'ratio' },
      { key: 'difference', label: 'Difference', unit: 'points' },
      { key: 'low', label: 'Lower limit (95 %)', unit: 'points' },
      { key: 'high', label: 'Upper limit (95 %)', unit: 'points' },
      { key: 'p', label: 'p value', unit: 'p_value' },
    ],
    rows: differences.map(({ interval, ...rest }) => ({ ...rest, low: interval[0], high: interval[1] })),
    total_rows: differences.length,
  },
  chart: { type: 'bar', x: 'metric', y: ['now', 'before'] },
})

const LABELLED: readonly CampaignCut[] = ['lifecycle', 'value_tier', 'rfm_segment', 'channel']

export const partsTable = ({ parts }: EvaluateCampaignData, by: CampaignCut): Drawn => ({
  table: {
    columns: [
      { key: 'name', label: 'Part', unit: LABELLED.includes(by) ? 'label' : 'text' },
      { key: 'delivered', label: 'Delivered', unit: 'customers' },
      { key: 'open_rate', label: 'Open rate', unit: 'ratio' },
      { key: 'click_rate', label: 'Click rate', unit: 'ratio' },
      { key: 'conversion', label: 'Conversion', unit: 'ratio' },
      { key: 'difference', label: 'Against those held out', unit: 'points' },
      { key: 'low', label: 'Lower limit (95 %)', unit: 'points' },
      { key: 'high', label: 'Upper limit (95 %)', unit: 'points' },
    ],
    rows: parts.map(({ interval, conversion_interval: _conversion, ...rest }) => ({
      ...rest,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
    })),
    total_rows: parts.length,
  },
  chart: parts.length > 1 ? { type: 'bar', x: 'name', y: ['open_rate', 'conversion'] } : null,
})

export const sideBySide = (campaigns: readonly CampaignReport[], currency: string): Drawn => ({
  table: {
    columns: [
      { key: 'campaign', label: 'Campaign', unit: 'id' },
      { key: 'starts_on', label: 'From', unit: 'date' },
      { key: 'sent', label: 'Written to', unit: 'customers' },
      { key: 'open_rate', label: 'Open rate', unit: 'ratio' },
      { key: 'click_rate', label: 'Click rate', unit: 'ratio' },
      { key: 'conversion', label: 'Conversion', unit: 'ratio' },
      { key: 'incremental', label: 'Incremental net revenue', unit: currency },
      { key: 'cost', label: 'Cost', unit: currency },
      { key: 'roi', label: 'ROI (incremental)', unit: 'ratio' },
    ],
    rows: campaigns.map((report) => {
      const rate = (name: string): number | null => report.rates.find(({ metric }) => metric === name)?.value ?? null
      return {
        campaign: report.campaign,
        starts_on: report.starts_on,
        sent: report.sent,
        open_rate: rate('open_rate'),
        click_rate: rate('click_rate'),
        conversion: rate('conversion'),
        incremental: report.incremental === null ? null : toMajor(report.incremental.revenue_minor.value, currency),
        cost: report.cost_minor === null ? null : toMajor(report.cost_minor, currency),
        roi: report.roi.incremental,
      }
    }),
    total_rows: campaigns.length,
  },
  chart: { type: 'bar', x: 'campaign', y: ['conversion'] },
})
