import { probabilityBetter } from '../../src/compute/experiment/probability-better.ts'
import { sampleRatioTest } from '../../src/compute/experiment/sample-ratio-test.ts'
import { twoProportionTest } from '../../src/compute/experiment/two-proportion-test.ts'
import { within, type Check } from './check.ts'
import { readCookieCats } from './support/cookie-cats.ts'

/** Retention after seven days of the Cookie Cats test, against the published test. */
export const ab: Check = {
  id: 'ab',
  data: 'cookie-cats',
  run({ dataFolder }) {
    const rows = readCookieCats(dataFolder)
    const groupOf = (version: string) => {
      const own = rows.filter((row) => row.test_version === version)
      return { hits: own.filter((row) => row.retention_7 === 'True').length, n: own.length }
    }
    const [before, after] = [groupOf('gate_30'), groupOf('gate_40')]
    const { z, pValue, interval } = twoProportionTest(before, after)
    return Promise.resolve([
      // Relative: by exact arithmetic on these counts z is -3.16435891, so the printed figure ends 2e-7 beside it.
      within('z', -3.1643587, z, 1e-7 * 3.1643587),
      within('p', 0.00155425, pValue, 1e-7),
      within('interval, lower limit', -0.01328155, interval[0], 1e-7),
      within('interval, upper limit', -0.00312104, interval[1], 1e-7),
      within('P(B > A)', 0.000777339, probabilityBetter(before, after), 1e-7),
      within('sample ratio, p', 0.00860799, sampleRatioTest([before.n, after.n]).pValue, 1e-7),
    ])
  },
}
