import { countContexts, longestContext, type ContextCounts } from './context-counts.ts'
import { countOutcomes, judgeNextSymbol, type NextSymbolScores } from './judge-next-symbol.ts'
import type { NextSymbolSettings } from './next-symbol.ts'
import type { SymbolSequences } from './symbol-sequences.ts'

export interface FitNextSymbolOptions {
  readonly predictsEdge: boolean
  /** Longest context to try. */
  readonly longest: number
  /** Successors kept of each context of one or more symbols. */
  readonly most?: number | undefined
  /** Settings are chosen on what came in [chooseFrom, judgeFrom), and judged on [judgeFrom, until). UTC ms. */
  readonly chooseFrom: number
  readonly judgeFrom: number
  readonly until: number
}

export interface FittedNextSymbol {
  readonly counts: ContextCounts
  readonly settings: NextSymbolSettings
  /** On the latest window, with nothing of it counted; null when nothing came in it. */
  readonly outOfTime: NextSymbolScores | null
  readonly baseRate: NextSymbolScores | null
  /** On the window that the settings were chosen on. */
  readonly candidates: readonly { readonly name: string; readonly scores: NextSymbolScores }[]
}

const BACK_OFFS = [0.3, 1, 3] as const
const OWN_PRIORS = [5, 20, 80] as const
const OWN_WEIGHTS = [0.25, 0.5, 0.75, 1] as const
const PLAIN: NextSymbolSettings = { order: 0, backOff: 1, ownPrior: 20, ownWeight: 0, sharpness: 1 }

/** Symbols of all distributions that one choice, and the judgement, may cost. */
const CHOOSE_CELLS = 200_000
const JUDGE_CELLS = 4_000_000
const MOST_CHOSEN_ON = 2500
const MOST_JUDGED = 40_000

/**
 * Fits a variable-order Markov model of what comes next. Order, back-off, the weight of the own habit and the sharpness of
 * the probabilities are chosen in turn by log-loss on a window of time that the counts have not seen; a later window, seen
 * by neither, judges the choice; then everything is counted.
 *
 * Time O(symbols x order + outcomes x alphabet x settings tried).
 */
export function fitNextSymbol(sequences: SymbolSequences, options: FitNextSymbolOptions): FittedNextSymbol {
  const { predictsEdge, most, chooseFrom, judgeFrom, until } = options
  const { alphabet } = sequences
  const longest = Math.min(options.longest, longestContext(alphabet))
  const countTo = (end: number, order: number): ContextCounts =>
    countContexts(sequences, { order, until: end, predictsEdge, most })

  const early = countTo(chooseFrom, longest)
  const window = { from: chooseFrom, to: judgeFrom, predictsEdge }
  const chosenOn = { ...window, most: Math.min(MOST_CHOSEN_ON, Math.ceil(CHOOSE_CELLS / alphabet)) }
  const scoresOf = (settings: NextSymbolSettings): NextSymbolScores | null =>
    judgeNextSymbol(early, sequences, settings, chosenOn)
  const candidates: { name: string; scores: NextSymbolScores }[] = []
  const note = (name: string, scores: NextSymbolScores | null): void => {
    if (scores !== null) candidates.push({ name, scores })
  }
  let settings = PLAIN
  if (countOutcomes(sequences, window) > 0) {
    note('base_rate', scoresOf(PLAIN))
    const byContext = grid(longest, (order) => BACK_OFFS.map((backOff) => ({ ...PLAIN, order: order + 1, backOff })))
    settings = best([PLAIN, ...byContext], scoresOf)
    note('context', scoresOf(settings))
    const withOwn = OWN_PRIORS.flatMap((ownPrior) =>
      OWN_WEIGHTS.map((ownWeight) => ({ ...settings, ownPrior, ownWeight })),
    )
    settings = best([settings, ...withOwn], scoresOf)
    note('context_and_own_habit', scoresOf(settings))
    settings = { ...settings, sharpness: sharpest(settings, scoresOf) }
    note('calibrated', scoresOf(settings))
  }
  // One symbol of context tells the first thing of a visit from the later ones, which own habits are held against.
  const depth = Math.max(1, settings.order)
  const late = countTo(judgeFrom, depth)
  const judgedOn = {
    from: judgeFrom,
    to: until,
    predictsEdge,
    most: Math.min(MOST_JUDGED, Math.ceil(JUDGE_CELLS / alphabet)),
  }
  return {
    counts: countTo(until, depth),
    settings,
    outOfTime: judgeNextSymbol(late, sequences, settings, judgedOn),
    baseRate: judgeNextSymbol(late, sequences, PLAIN, judgedOn),
    candidates,
  }
}

const grid = <Item>(count: number, make: (index: number) => readonly Item[]): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat()

/** The settings with the smallest log-loss; the first of equals. */
function best(
  tried: readonly NextSymbolSettings[],
  scoresOf: (settings: NextSymbolSettings) => NextSymbolScores | null,
): NextSymbolSettings {
  let [found, least] = [tried[0] ?? PLAIN, Infinity]
  for (const settings of tried) {
    const loss = scoresOf(settings)?.logLoss ?? Infinity
    if (loss < least - 1e-9) [found, least] = [settings, loss]
  }
  return found
}

const GOLDEN = (Math.sqrt(5) - 1) / 2
const SEARCH_STEPS = 12

/** Sharpness of least log-loss by golden section: the loss has one valley in it. */
function sharpest(
  settings: NextSymbolSettings,
  scoresOf: (settings: NextSymbolSettings) => NextSymbolScores | null,
): number {
  const lossAt = (sharpness: number): number => scoresOf({ ...settings, sharpness })?.logLoss ?? Infinity
  let [low, high] = [0.5, 2]
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let [lossLeft, lossRight] = [lossAt(left), lossAt(right)]
  for (let step = 0; step < SEARCH_STEPS; step++) {
    if (lossLeft <= lossRight) {
      ;[high, right, lossRight] = [right, left, lossLeft]
      left = high - GOLDEN * (high - low)
      lossLeft = lossAt(left)
    } else {
      ;[low, left, lossLeft] = [left, right, lossRight]
      right = low + GOLDEN * (high - low)
      lossRight = lossAt(right)
    }
  }
  const found = Math.round(((low + high) / 2) * 1000) / 1000
  return lossAt(found) < lossAt(1) ? found : 1
}
