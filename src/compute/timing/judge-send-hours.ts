import { bestHours, HOURS, populationShares, sendHours } from './send-hours.ts'

export interface SendHourScores {
  /** People whose latest act was foretold. */
  readonly n: number
  /** Share whose latest act fell into the three best hours. */
  readonly top3: number
  /** Mean -ln of the share that its hour was given. */
  readonly logLoss: number
  /** The same when everybody is given the population's hours. */
  readonly populationTop3: number
  readonly populationLogLoss: number
}

const TOP = 3

/**
 * How well hours foretell the latest act of each person from the earlier ones, against the population's hours for everybody.
 *
 * @param acts - hours (0 to 23) of each person's acts, oldest first
 * @param fewest - acts that a person needs to be asked; their earlier acts make the population
 * @returns null when nobody has as many
 * Time O(acts).
 */
export function judgeSendHours(acts: readonly ArrayLike<number>[], fewest = 3): SendHourScores | null {
  const asked = acts.filter(({ length }) => length >= fewest)
  if (asked.length === 0) return null
  const counts = asked.map((hours) => countHours(hours, hours.length - 1))
  const all = new Float64Array(HOURS)
  for (const own of counts) for (let hour = 0; hour < HOURS; hour++) all[hour] = (all[hour] ?? 0) + (own[hour] ?? 0)
  const population = populationShares(all)
  const common = sendHours(new Float64Array(HOURS), population)
  const commonTop = new Set(
    bestHours(common)
      .slice(0, TOP)
      .map(({ hour }) => hour),
  )
  let [top3, logLoss, populationTop3, populationLogLoss] = [0, 0, 0, 0]
  for (const [person, hours] of asked.entries()) {
    const latest = hours[hours.length - 1] ?? 0
    const own = sendHours(counts[person] ?? [], population)
    top3 += Number(
      bestHours(own)
        .slice(0, TOP)
        .some(({ hour }) => hour === latest),
    )
    logLoss -= Math.log(own[latest]?.rate ?? 0)
    populationTop3 += Number(commonTop.has(latest))
    populationLogLoss -= Math.log(population[latest] ?? 0)
  }
  const n = asked.length
  return {
    n,
    top3: top3 / n,
    logLoss: logLoss / n,
    populationTop3: populationTop3 / n,
    populationLogLoss: populationLogLoss / n,
  }
}

/** Acts by hour, of the first so many. */
export function countHours(hours: ArrayLike<number>, first = hours.length): Float64Array {
  const counts = new Float64Array(HOURS)
  for (let i = 0; i < first; i++) {
    const hour = hours[i] ?? 0
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  return counts
}
