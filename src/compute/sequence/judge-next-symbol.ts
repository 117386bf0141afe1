import { calibrationError } from '../evaluation/calibration-error.ts'
import type { ContextCounts } from './context-counts.ts'
import { nextSymbol, OwnCounts, type NextSymbolSettings } from './next-symbol.ts'
import { EDGE, type SymbolSequences } from './symbol-sequences.ts'

/** Quality of predictions of what came next. */
export interface NextSymbolScores {
  /** Things that came and were predicted before they came. */
  readonly n: number
  /** Mean of -ln(probability given to what came). */
  readonly logLoss: number
  /** Shares in which what came was the likeliest, or among the three likeliest. */
  readonly top1: number
  readonly top3: number
  /** Of the probability of the likeliest, against how often it came (10 bins). */
  readonly calibrationError: number | null
}

export interface JudgeOptions {
  /** What came in [from, to), UTC ms. */
  readonly from: number
  readonly to: number
  readonly predictsEdge: boolean
  /** At most so many, evenly taken. */
  readonly most: number
}

/** A probability below this counts as this: one impossible thing must not outweigh a year of possible ones. */
const LEAST = 1e-9

/**
 * Predicts everything that came in a window from what was known just before it, and scores the predictions.
 *
 * @param counts - must not hold anything of the window
 * @returns null when nothing came
 * Time O(n x alphabet).
 */
export function judgeNextSymbol(
  counts: ContextCounts,
  sequences: SymbolSequences,
  settings: NextSymbolSettings,
  { from, to, predictsEdge, most }: JudgeOptions,
): NextSymbolScores | null {
  const { symbols, times, offsets } = sequences
  const step = Math.max(1, Math.ceil(countOutcomes(sequences, { from, to, predictsEdge }) / most))
  const probabilities: number[] = []
  const hits: number[] = []
  let [seen, loss, top1, top3] = [0, 0, 0, 0]
  for (let person = 0; person + 1 < offsets.length; person++) {
    const first = offsets[person] as number
    const end = offsets[person + 1] as number
    if (first === end || (times[end - 1] as number) < from) continue
    const own = new OwnCounts()
    for (let i = first + 1; i < end && (times[i] as number) < to; i++) {
      const symbol = symbols[i] as number
      if (symbol === EDGE && !predictsEdge) continue
      const afterEdge = symbols[i - 1] === EDGE
      if ((times[i] as number) >= from && seen++ % step === 0) {
        const context = symbols.subarray(first, i)
        const found = nextSymbol(counts, context, i - first, own, settings, afterEdge ? [EDGE] : [])
        const given = found[symbol] as number
        const rank = rankOf(found, symbol)
        loss -= Math.log(Math.max(LEAST, given))
        if (rank === 0) top1 += 1
        if (rank < 3) top3 += 1
        probabilities.push(Math.max(...found))
        hits.push(rank === 0 ? 1 : 0)
      }
      own.add(symbol, afterEdge)
    }
  }
  const n = hits.length
  if (n === 0) return null
  return {
    n,
    logLoss: loss / n,
    top1: top1 / n,
    top3: top3 / n,
    calibrationError: calibrationError(hits, probabilities),
  }
}

/** How many things came in a window. */
export function countOutcomes(
  { symbols, times, offsets }: SymbolSequences,
  { from, to, predictsEdge }: Omit<JudgeOptions, 'most'>,
): number {
  let outcomes = 0
  for (let person = 0; person + 1 < offsets.length; person++) {
    for (let i = (offsets[person] as number) + 1; i < (offsets[person + 1] as number); i++) {
      const time = times[i] as number
      if (time >= from && time < to && (predictsEdge || symbols[i] !== EDGE)) outcomes += 1
    }
  }
  return outcomes
}

function rankOf(probabilities: Float64Array, symbol: number): number {
  const given = probabilities[symbol] as number
  let rank = 0
  for (let i = 0; i < probabilities.length && rank < 3; i++) {
    const other = probabilities[i] as number
    if (other > given || (other === given && i < symbol)) rank += 1
  }
  return rank
}
