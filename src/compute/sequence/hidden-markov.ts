/**
 * A hidden Markov model: somebody is in one of a few states that nobody sees, moves between them, and each state shows
 * itself by what is done in it.
 */
export interface HiddenMarkov {
  readonly states: number
  readonly alphabet: number
  /** Probability of each state at the beginning. */
  readonly start: Float64Array
  /** Probability of state j after state i at `i * states + j`. */
  readonly transitions: Float64Array
  /** Probability of symbol a in state i at `i * alphabet + a`. */
  readonly emissions: Float64Array
}

/** One person's forward pass: probabilities of the states given everything up to then, and ln P(all symbols). */
export interface Filtered {
  /** At `t * states + state`, each t sums to 1. */
  readonly forward: Float64Array
  /** P(symbol t | symbols before). */
  readonly scales: Float64Array
  readonly logLikelihood: number
}

const TINY = 1e-300

/**
 * Probabilities of the states after each symbol, given the symbols up to it and none later.
 *
 * @param symbols - each in 0 .. alphabet - 1
 * @see Rabiner (1989), Proceedings of the IEEE 77(2), 257-286 (with scaling).
 * Time O(symbols x states^2).
 */
export function filterStates(
  { states, alphabet, start, transitions, emissions }: HiddenMarkov,
  symbols: ArrayLike<number>,
): Filtered {
  const length = symbols.length
  const forward = new Float64Array(length * states)
  const scales = new Float64Array(length)
  let logLikelihood = 0
  for (let t = 0; t < length; t++) {
    const symbol = symbols[t] as number
    let sum = 0
    for (let to = 0; to < states; to++) {
      let reach = 0
      if (t === 0) reach = start[to] as number
      else {
        const before = (t - 1) * states
        for (let from = 0; from < states; from++) {
          reach += (forward[before + from] as number) * (transitions[from * states + to] as number)
        }
      }
      const value = reach * (emissions[to * alphabet + symbol] as number)
      forward[t * states + to] = value
      sum += value
    }
    const scale = Math.max(TINY, sum)
    for (let state = 0; state < states; state++)
      forward[t * states + state] = (forward[t * states + state] as number) / scale
    scales[t] = scale
    logLikelihood += Math.log(scale)
  }
  return { forward, scales, logLikelihood }
}

/**
 * The likeliest path of states behind a sequence: where one spell of behaviour ends and the next begins.
 *
 * @returns a state for each symbol
 * @see Viterbi (1967), IEEE Trans. Information Theory 13(2), 260-269.
 * Time O(symbols x states^2), memory O(symbols x states).
 */
export function likeliestStates(model: HiddenMarkov, symbols: ArrayLike<number>): Int32Array {
  const { states, alphabet, start, transitions, emissions } = model
  const length = symbols.length
  const path = new Int32Array(length)
  if (length === 0) return path
  const back = new Int32Array(length * states)
  let best = new Float64Array(states)
  for (let state = 0; state < states; state++) {
    best[state] = Math.log((start[state] as number) * (emissions[state * alphabet + (symbols[0] as number)] as number))
  }
  for (let t = 1; t < length; t++) {
    const next = new Float64Array(states)
    for (let to = 0; to < states; to++) {
      let [from, most] = [0, -Infinity]
      for (let state = 0; state < states; state++) {
        const value = (best[state] as number) + Math.log(transitions[state * states + to] as number)
        if (value > most) [from, most] = [state, value]
      }
      back[t * states + to] = from
      next[to] = most + Math.log(emissions[to * alphabet + (symbols[t] as number)] as number)
    }
    best = next
  }
  let state = 0
  for (let other = 1; other < states; other++) if ((best[other] as number) > (best[state] as number)) state = other
  for (let t = length - 1; t >= 0; t--) {
    path[t] = state
    state = back[t * states + state] as number
  }
  return path
}
