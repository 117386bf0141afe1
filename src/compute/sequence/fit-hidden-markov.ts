import { seededRandom, type Random } from '../../lib/random.ts'
import { filterStates, type HiddenMarkov } from './hidden-markov.ts'

/** Sequences of symbols 0 .. alphabet - 1, packed: person i has those at offsets[i] .. offsets[i + 1] - 1. */
export interface PackedSequences {
  readonly symbols: Int32Array
  readonly offsets: Int32Array
  readonly alphabet: number
}

export interface FitHiddenMarkovOptions {
  readonly states: number
  readonly seed: string
  /** Random beginnings, of which the likeliest end is kept; 3 unless given. */
  readonly starts?: number | undefined
  /** Rounds of EM at most; 60 unless given. */
  readonly rounds?: number | undefined
}

export interface FittedHiddenMarkov {
  readonly model: HiddenMarkov
  readonly logLikelihood: number
  /** After each round of the start that was kept; never falls but for the prior's breadth. */
  readonly trace: readonly number[]
}

/** Added to every expected count, so that nothing is impossible because nobody did it yet. */
const PRIOR = 0.01
/** Gain per symbol under which EM stops. */
const ENOUGH = 1e-5

/**
 * Fits a hidden Markov model by expectation and maximisation (Baum and Welch) from several random beginnings.
 *
 * The states are a way to look at behaviour, not things that exist: another number of them looks at it in another way.
 *
 * @see Baum, Petrie, Soules & Weiss (1970), Annals of Mathematical Statistics 41(1), 164-171.
 * Time O(starts x rounds x symbols x states^2), memory O(longest sequence x states).
 */
export function fitHiddenMarkov(
  sequences: PackedSequences,
  { states, seed, starts = 3, rounds = 60 }: FitHiddenMarkovOptions,
): FittedHiddenMarkov {
  let best: FittedHiddenMarkov | null = null
  for (let start = 0; start < Math.max(1, starts); start++) {
    const fitted = climb(sequences, randomModel(sequences, states, seededRandom(`${seed}/${states}/${start}`)), rounds)
    if (best === null || fitted.logLikelihood > best.logLikelihood) best = fitted
  }
  return best ?? climb(sequences, randomModel(sequences, states, seededRandom(seed)), 0)
}

/** ln P of all sequences under a model. */
export function hiddenLogLikelihood(model: HiddenMarkov, { symbols, offsets }: PackedSequences): number {
  let sum = 0
  for (let person = 0; person + 1 < offsets.length; person++) {
    sum += filterStates(model, symbols.subarray(offsets[person], offsets[person + 1])).logLikelihood
  }
  return sum
}

function climb(sequences: PackedSequences, from: HiddenMarkov, rounds: number): FittedHiddenMarkov {
  let model = from
  const trace: number[] = []
  const size = Math.max(1, sequences.symbols.length)
  for (let round = 0; round < rounds; round++) {
    const step = expectAndMaximise(sequences, model)
    model = step.model
    const before = trace.at(-1)
    trace.push(step.logLikelihood)
    if (before !== undefined && step.logLikelihood - before < ENOUGH * size) break
  }
  const logLikelihood = hiddenLogLikelihood(model, sequences)
  return { model, logLikelihood, trace: [...trace, logLikelihood] }
}

/** Everybody's shares of symbols, each state's shaken by chance; states tend to last. */
function randomModel({ symbols, alphabet }: PackedSequences, states: number, random: Random): HiddenMarkov {
  const shares = new Float64Array(alphabet).fill(1)
  for (const symbol of symbols) shares[symbol] = (shares[symbol] as number) + 1
  const emissions = new Float64Array(states * alphabet)
  const transitions = new Float64Array(states * states)
  const start = new Float64Array(states)
  for (let state = 0; state < states; state++) {
    start[state] = 1 + random()
    for (let to = 0; to < states; to++) transitions[state * states + to] = (state === to ? 2 * states : 1) + random()
    for (let symbol = 0; symbol < alphabet; symbol++) {
      emissions[state * alphabet + symbol] = (shares[symbol] as number) * Math.exp(3 * (random() - 0.5))
    }
  }
  return normalised({ states, alphabet, start, transitions, emissions })
}

function expectAndMaximise(
  { symbols, offsets, alphabet }: PackedSequences,
  model: HiddenMarkov,
): { readonly model: HiddenMarkov; readonly logLikelihood: number } {
  const { states, transitions, emissions } = model
  const startCounts = new Float64Array(states).fill(PRIOR)
  const moveCounts = new Float64Array(states * states).fill(PRIOR)
  const showCounts = new Float64Array(states * alphabet).fill(PRIOR)
  let logLikelihood = 0
  const later = new Float64Array(states)
  const earlier = new Float64Array(states)
  for (let person = 0; person + 1 < offsets.length; person++) {
    const own = symbols.subarray(offsets[person], offsets[person + 1])
    if (own.length === 0) continue
    const { forward, scales, logLikelihood: ownLikelihood } = filterStates(model, own)
    logLikelihood += ownLikelihood
    later.fill(1)
    for (let t = own.length - 1; t >= 0; t--) {
      const symbol = own[t] as number
      for (let state = 0; state < states; state++) {
        const here = (forward[t * states + state] as number) * (later[state] as number)
        showCounts[state * alphabet + symbol] = (showCounts[state * alphabet + symbol] as number) + here
        if (t === 0) startCounts[state] = (startCounts[state] as number) + here
      }
      if (t === 0) break
      const scale = scales[t] as number
      for (let from = 0; from < states; from++) {
        const before = forward[(t - 1) * states + from] as number
        let sum = 0
        for (let to = 0; to < states; to++) {
          const way =
            ((transitions[from * states + to] as number) *
              (emissions[to * alphabet + symbol] as number) *
              (later[to] as number)) /
            scale
          sum += way
          moveCounts[from * states + to] = (moveCounts[from * states + to] as number) + before * way
        }
        earlier[from] = sum
      }
      later.set(earlier)
    }
  }
  return {
    model: normalised({ states, alphabet, start: startCounts, transitions: moveCounts, emissions: showCounts }),
    logLikelihood,
  }
}

function normalised(model: HiddenMarkov): HiddenMarkov {
  const rows = (values: Float64Array, width: number): void => {
    for (let from = 0; from < values.length; from += width) {
      let sum = 0
      for (let i = from; i < from + width; i++) sum += values[i] as number
      for (let i = from; i < from + width; i++) values[i] = (values[i] as number) / sum
    }
  }
  rows(model.start, model.states)
  rows(model.transitions, model.states)
  rows(model.emissions, model.alphabet)
  return model
}
