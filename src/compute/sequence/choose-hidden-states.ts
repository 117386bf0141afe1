import {
  fitHiddenMarkov,
  hiddenLogLikelihood,
  type FittedHiddenMarkov,
  type PackedSequences,
} from './fit-hidden-markov.ts'

export interface StateCountScore {
  readonly states: number
  /** Schwarz's criterion on the people learnt from; smaller is better. */
  readonly bic: number
  /** Mean ln P per symbol of people who were not learnt from; larger is better. */
  readonly heldOut: number
}

export interface ChosenStates extends FittedHiddenMarkov {
  readonly scores: readonly StateCountScore[]
}

/** A state more must be worth this much ln P per symbol of people who were not learnt from. */
const WORTH_IT = 0.002
/** Every so many-th person is held out. */
const HELD_OUT = 4

/**
 * Fits models with several numbers of states to three quarters of the people and keeps the smallest number that no larger
 * one beats noticeably on the rest; the kept one is fitted again on everybody.
 *
 * @param counts - numbers of states to try, rising
 * @see Celeux & Durand (2008), Computational Statistics 23, 541-564, on held-out likelihood and BIC for hidden Markov models.
 */
export function chooseHiddenStates(sequences: PackedSequences, counts: readonly number[], seed: string): ChosenStates {
  const learnt = pick(sequences, (person) => person % HELD_OUT !== 0)
  const heldOut = pick(sequences, (person) => person % HELD_OUT === 0)
  const scores = counts.map((states): StateCountScore => {
    const { model, logLikelihood } = fitHiddenMarkov(learnt, { states, seed, starts: 2, rounds: 40 })
    const free = states - 1 + states * (states - 1) + states * (sequences.alphabet - 1)
    return {
      states,
      bic: free * Math.log(Math.max(1, learnt.symbols.length)) - 2 * logLikelihood,
      heldOut: hiddenLogLikelihood(model, heldOut) / Math.max(1, heldOut.symbols.length),
    }
  })
  const most = Math.max(...scores.map(({ heldOut: value }) => value))
  const chosen = scores.find(({ heldOut: value }) => value >= most - WORTH_IT)?.states ?? counts[0] ?? 1
  return { ...fitHiddenMarkov(sequences, { states: chosen, seed }), scores }
}

function pick({ symbols, offsets, alphabet }: PackedSequences, keep: (person: number) => boolean): PackedSequences {
  const kept: number[] = []
  const ends = [0]
  for (let person = 0; person + 1 < offsets.length; person++) {
    if (!keep(person)) continue
    for (let i = offsets[person] as number; i < (offsets[person + 1] as number); i++) kept.push(symbols[i] as number)
    ends.push(kept.length)
  }
  return { symbols: Int32Array.from(kept), offsets: Int32Array.from(ends), alphabet }
}
