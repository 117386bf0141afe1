import { tableFromRows, takeRows, takeValues } from '../../src/compute/stats/column-table.ts'
import { fitUplift } from '../../src/compute/uplift/fit-uplift.ts'
import { judgeUplift, type BootstrappedUplift } from '../../src/compute/uplift/judge-uplift.ts'
import { atLeast, mustEqual, type Check } from './check.ts'
import { readHillstrom, type HillstromRow } from './support/hillstrom.ts'

const NAMES = ['recency', 'history', 'mens', 'womens', 'newbie', 'rural', 'suburban', 'multichannel', 'web'] as const

const featuresOf = (row: HillstromRow): number[] => [
  Number(row.recency),
  Number(row.history),
  Number(row.mens),
  Number(row.womens),
  Number(row.newbie),
  Number(row.zip_code === 'Rural'),
  Number(row.zip_code === 'Surburban'),
  Number(row.channel === 'Multichannel'),
  Number(row.channel === 'Web'),
]

/** Z-learner on logistic regression: even rows of e-mail and none teach, odd ones judge. */
function judgeArm(rows: readonly HillstromRow[], arm: string, seed: string): BootstrappedUplift {
  const own = rows.filter(({ segment }) => segment === arm || segment === 'No E-Mail')
  const table = tableFromRows(NAMES, own.map(featuresOf))
  const treated = Float64Array.from(own, ({ segment }) => Number(segment === arm))
  const outcome = Float64Array.from(own, ({ visit }) => Number(visit))
  const [learning, judging] = [0, 1].map((first) => {
    const positions = own.map((_row, i) => i).filter((i) => i % 2 === first)
    return {
      table: takeRows(table, positions),
      treated: takeValues(treated, positions),
      outcome: takeValues(outcome, positions),
    }
  })
  if (learning === undefined || judging === undefined) throw new Error('two halves were made')
  const options = { log: (name: string) => name === 'history', seed, plannedShare: 0.5 }
  const score = fitUplift('z_logistic', learning, options)(judging.table)
  return judgeUplift({ ...judging, score }, { seed })
}

/** Who visits because of Hillstrom's e-mails. */
export const uplift: Check = {
  id: 'uplift',
  data: 'hillstrom',
  run({ dataFolder, seed }) {
    const rows = readHillstrom(dataFolder)
    const womens = judgeArm(rows, 'Womens E-Mail', seed)
    const mens = judgeArm(rows, 'Mens E-Mail', seed)
    return Promise.resolve([
      atLeast("women's e-mail, Qini", 0.006887, womens.qini, 6),
      atLeast("women's e-mail, uplift at 30 %", 0.0778, womens.atShare, 4),
      mustEqual("women's e-mail, interval of Qini above zero", 'yes', womens.qiniInterval[0] > 0 ? 'yes' : 'no'),
      mustEqual(
        "men's e-mail, no usable heterogeneity: interval holds zero",
        'yes',
        mens.qiniInterval[0] <= 0 && mens.qiniInterval[1] >= 0 ? 'yes' : 'no',
      ),
    ])
  },
}
