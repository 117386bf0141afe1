import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { mustEqual, within, type Check } from './check.ts'
import { importedShop } from './support/imported-shop.ts'

const NAMES = ['customers', 'orders', 'order_items', 'order_reviews', 'products', 'order_payments'] as const
type Row = Readonly<Record<string, string>>

interface Rated {
  readonly score: number
  readonly state: string
  /** Null while not delivered. */
  readonly late: boolean | null
}

/** Reviews joined with their orders by plain maps over the files. */
function readRated(dataFolder: string): Rated[] {
  const read = (name: string): Row[] =>
    parse(gunzipSync(readFileSync(join(dataFolder, `data/olist-15k/olist_${name}_dataset.csv.gz`))), { columns: true })
  const states = new Map(read('customers').map((row) => [row['customer_id'], row['customer_state'] ?? '']))
  const orders = new Map(read('orders').map((row) => [row['order_id'], row]))
  return read('order_reviews').map((review) => {
    const order = orders.get(review['order_id'])
    const delivered = order?.['order_delivered_customer_date'] ?? ''
    const promised = order?.['order_estimated_delivery_date'] ?? ''
    return {
      score: Number(review['review_score']),
      state: states.get(order?.['customer_id']) ?? '',
      // Dates compare as text: late is a later day than the promised one.
      late: delivered === '' || promised === '' ? null : delivered.slice(0, 10) > promised.slice(0, 10),
    }
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
}

/** What late delivery does to the score in the Olist sample, and CSAT by state, against loops over the files. */
export const olistSatisfaction: Check = {
  id: 'olist-satisfaction',
  data: 'olist-15k/*.csv.gz',
  async run(frame) {
    const { call } = await importedShop(frame, {
      name: 'olist',
      currency: 'BRL',
      files: NAMES.map((name) => `data/olist-15k/olist_${name}_dataset.csv.gz`),
    })
    const rated = readRated(frame.dataFolder)
    const scores = (late: boolean): number[] => rated.filter((one) => one.late === late).map(({ score }) => score)
    const [late, inTime] = [scores(true), scores(false)]
    const difference = mean(late) - mean(inTime)
    const margin = 1.959963984540054 * Math.sqrt(variance(late) / late.length + variance(inTime) / inTime.length)
    const { data } = await call('measure_satisfaction', { period: 'all', by: 'region' })
    const answer = data as {
      readonly csat: { readonly n: number; readonly value: number }
      readonly groups: readonly {
        readonly group: string
        readonly csat: { readonly value: number; readonly n: number }
      }[]
      readonly late_effect: {
        readonly late: number
        readonly in_time: number
        readonly mean_difference: number
        readonly mean_interval: readonly [number, number]
        readonly bad_difference: number
      }
    }
    const bad = (list: readonly number[]): number => list.filter((score) => score <= 2).length / list.length
    const states = [...new Set(rated.map(({ state }) => state))]
    const apart = states.filter((state) => {
      const own = rated.filter((one) => one.state === state)
      const ours = answer.groups.find(({ group }) => group === state)?.csat
      const csat = own.filter(({ score }) => score >= 4).length / own.length
      return ours?.n !== own.length || Math.abs(ours.value - csat) > 1e-12
    })
    const effect = answer.late_effect
    return [
      mustEqual('ratings', rated.length, answer.csat.n),
      mustEqual(
        'rated orders late / in time',
        `${late.length} / ${inTime.length}`,
        `${effect.late} / ${effect.in_time}`,
      ),
      within('score of late orders minus the others', difference, effect.mean_difference, 1e-9),
      within('its interval, low', difference - margin, effect.mean_interval[0], 1e-9),
      within('its interval, high', difference + margin, effect.mean_interval[1], 1e-9),
      within('bad reviews, late minus in time', bad(late) - bad(inTime), effect.bad_difference, 1e-9),
      mustEqual(`states whose CSAT differs, of ${states.length}`, 0, apart.length),
    ]
  },
}
