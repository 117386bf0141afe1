import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Answer } from '../../src/lib/answer.ts'
import { runImport } from '../../src/services/imports/run-import.ts'
import { EVAL_ADMIN } from '../agent/open-eval-shop.ts'
import { atLeast, mustEqual, within, type Check, type CheckFrame } from './check.ts'
import { convertCookieCats, convertHillstrom } from './support/convert-trials.ts'

/** A shop of its own with these files, asked in words as anybody would. */
async function shopOf(
  { dataFolder, scratch }: CheckFrame,
  name: string,
  convert: (dataFolder: string, folder: string) => string[],
): Promise<{
  readonly ask: (question: string) => Promise<Answer>
  readonly quarantined: number
  readonly close: () => Promise<void>
}> {
  const home = join(scratch, name)
  const folder = join(home, 'files')
  mkdirSync(folder, { recursive: true })
  const config = readConfig({ KITH_HOME: home, KITH_TIMEZONE: 'UTC', KITH_CURRENCY: 'USD', LOG_LEVEL: 'error' })
  const kith = createKith({ config, version: 'eval', log: createLog('error') })
  const { files } = await runImport({ ctx: kith.contextFor(EVAL_ADMIN), input: { files: convert(dataFolder, folder) } })
  return {
    ask: async (question) =>
      (await kith.agent()).ask({ actor: EVAL_ADMIN, question, threadId: undefined, customerId: undefined }),
    quarantined: files.reduce((sum, file) => sum + file.quarantined, 0),
    close: () => kith.close(),
  }
}

/** The value behind a figure that the answer states; NaN when it does not state it. */
const stated = ({ facts }: Answer, id: string): number =>
  Number(facts.find(({ ref }) => ref.endsWith(`.${id}`))?.value ?? Number.NaN)

const toolsOf = ({ tool_calls: calls }: Answer): string => calls.map(({ name }) => name).join('+')

/** Cookie Cats and Hillstrom imported as campaigns and exposures, and asked about in words. */
export const importTrials: Check = {
  id: 'import-trials',
  data: 'cookie-cats, hillstrom',
  async run(frame) {
    const cats = await shopOf(frame, 'cookie-cats', convertCookieCats)
    const gate = await cats.ask('移动关卡从30改到40对留存有影响吗?')
    await cats.close()
    const hillstrom = await shopOf(frame, 'hillstrom', convertHillstrom)
    const womens = await hillstrom.ask("Did the women's e-mail work, and for whom?")
    const mens = await hillstrom.ask("Did the men's e-mail work, and for whom?")
    await hillstrom.close()
    return [
      mustEqual('rows quarantined', 0, cats.quarantined + hillstrom.quarantined),
      mustEqual('Cookie Cats asked in Chinese: tool', 'evaluate_experiment', toolsOf(gate)),
      within('interval of the difference, lower limit', -0.01328155, stated(gate, 'difference_low'), 1e-7),
      within('interval of the difference, upper limit', -0.00312104, stated(gate, 'difference_high'), 1e-7),
      within('p', 0.00155425, stated(gate, 'p'), 1e-7),
      within('P(B > A)', 0.000777339, stated(gate, 'probability_better'), 1e-7),
      within('sample ratio, p', 0.00860799, stated(gate, 'srm_p'), 1e-7),
      mustEqual("women's e-mail asked in English: tool", 'measure_uplift', toolsOf(womens)),
      atLeast('Qini', 0.006887, stated(womens, 'qini'), 6),
      atLeast('uplift at 30 %', 0.0778, stated(womens, 'top_uplift'), 4),
      mustEqual(
        "men's: no usable heterogeneity",
        'said',
        /no usable heterogeneity/.test(mens.text) ? 'said' : 'not said',
      ),
    ]
  },
}
