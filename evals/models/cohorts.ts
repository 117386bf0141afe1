import { dayOfDate } from '../../src/lib/time-zone.ts'
import { mustEqual, type Check } from './check.ts'
import { readGzipCsv } from './support/read-gzip-csv.ts'
import { retailShop } from './support/imported-shop.ts'

/** Monthly cohorts of a real shop against the exact matrix; the split numbers months 12 x year + month, January being 1. */
export const cohorts: Check = {
  id: 'cohorts',
  data: 'splits/retail-cohorts.csv.gz',
  async run(frame) {
    const { call } = await retailShop(frame)
    const { data } = await call('analyze_cohorts', { grain: 'month' })
    const found = data as {
      readonly cohorts: readonly { readonly cohort: string; readonly counts: readonly number[] }[]
    }
    const ours = new Map(found.cohorts.map(({ cohort, counts }) => [monthNumber(cohort), counts]))
    const expected = readGzipCsv(frame.dataFolder, 'splits/retail-cohorts.csv.gz')
    let equal = 0
    for (const [month = 0, ...counts] of expected) {
      const row = ours.get(month) ?? []
      // The split pads months that had not come yet with zeros.
      if (counts.every((count, k) => count === (row[k] ?? 0))) equal += 1
    }
    const first = ours.get(expected[0]?.[0] ?? 0) ?? []
    return [
      mustEqual('cohorts', expected.length, found.cohorts.length),
      mustEqual('rows equal', expected.length, equal),
      mustEqual('December 2010', '885,324,286,340,321,352', first.slice(0, 6).join(',')),
    ]
  },
}

const monthNumber = (cohort: string): number => {
  const date = new Date(dayOfDate(`${cohort}-01`) * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth() + 1
}
