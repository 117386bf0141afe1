import { measureAttacks } from '../attacks/measure-attacks.ts'
import { askThroughCuts, cutsEvery } from '../faults/cut-turns.ts'

/** What `npm run -s eval -- --set NAME` measures besides sets of questions; `home` holds a demo shop that is there already. */
type Measure = (options: {
  readonly home: string | undefined
}) => Promise<{ readonly outcome: object; readonly ok: boolean }>

export const MEASURES: Readonly<Record<string, Measure>> = {
  attacks: async () => {
    const outcome = await measureAttacks()
    return { outcome, ok: outcome.got_through.length + outcome.not_answered === 0 }
  },
  faults: async () => {
    const outcome = await askThroughCuts(cutsEvery(1))
    return { outcome, ok: outcome.wrong.length === 0 && outcome.slowest_ms < 30_000 }
  },
}
