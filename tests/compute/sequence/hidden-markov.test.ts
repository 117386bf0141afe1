import { describe, expect, test } from 'vitest'
import { chooseHiddenStates } from '../../../src/compute/sequence/choose-hidden-states.ts'
import { fitHiddenMarkov, type PackedSequences } from '../../../src/compute/sequence/fit-hidden-markov.ts'
import { filterStates, likeliestStates, type HiddenMarkov } from '../../../src/compute/sequence/hidden-markov.ts'
import { sequenceSimilarity } from '../../../src/compute/sequence/sequence-similarity.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const model: HiddenMarkov = {
  states: 2,
  alphabet: 3,
  start: Float64Array.of(0.6, 0.4),
  transitions: Float64Array.of(0.7, 0.3, 0.4, 0.6),
  emissions: Float64Array.of(0.5, 0.4, 0.1, 0.1, 0.3, 0.6),
}

/** Every path of states by brute force, with its joint probability. */
function allPaths({ states, alphabet, start, transitions, emissions }: HiddenMarkov, symbols: readonly number[]) {
  let paths = [{ path: [] as number[], p: 1 }]
  for (const symbol of symbols) {
    paths = paths.flatMap(({ path, p }) =>
      Array.from({ length: states }, (_, to) => {
        const from = path.at(-1)
        const reach = from === undefined ? (start[to] ?? 0) : (transitions[from * states + to] ?? 0)
        return { path: [...path, to], p: p * reach * (emissions[to * alphabet + symbol] ?? 0) }
      }),
    )
  }
  return paths
}

function drawn(source: HiddenMarkov, people: number, length: number, seed: string): PackedSequences {
  const random = seededRandom(seed)
  const draw = (weights: Float64Array, from: number, count: number): number => {
    let left = random()
    for (let i = 0; i < count - 1; i++) {
      left -= weights[from + i] ?? 0
      if (left < 0) return i
    }
    return count - 1
  }
  const symbols: number[] = []
  const offsets = [0]
  for (let person = 0; person < people; person++) {
    let state = draw(source.start, 0, source.states)
    for (let t = 0; t < length; t++) {
      symbols.push(draw(source.emissions, state * source.alphabet, source.alphabet))
      state = draw(source.transitions, state * source.states, source.states)
    }
    offsets.push(symbols.length)
  }
  return { symbols: Int32Array.from(symbols), offsets: Int32Array.from(offsets), alphabet: source.alphabet }
}

describe('a hidden Markov model', () => {
  const symbols = [0, 1, 2, 2, 0]
  const paths = allPaths(model, symbols)

  test('has the likelihood of all paths together', () => {
    const total = paths.reduce((sum, { p }) => sum + p, 0)
    expect(filterStates(model, symbols).logLikelihood).toBeCloseTo(Math.log(total), 12)
  })

  test('knows the present state as the paths that end in it say', () => {
    const total = paths.reduce((sum, { p }) => sum + p, 0)
    const inSecond = paths.filter(({ path }) => path.at(-1) === 1).reduce((sum, { p }) => sum + p, 0)
    expect(filterStates(model, symbols).forward.at(-1)).toBeCloseTo(inSecond / total, 12)
  })

  test('tells the likeliest path of all', () => {
    const best = paths.reduce((a, b) => (b.p > a.p ? b : a))
    expect([...likeliestStates(model, symbols)]).toEqual(best.path)
  })

  test('does not lose its footing in ten thousand symbols', () => {
    const long = new Int32Array(10_000).fill(2)
    expect(filterStates(model, long).logLikelihood).toBeLessThan(0)
    expect(Number.isFinite(filterStates(model, long).logLikelihood)).toBe(true)
    expect(likeliestStates(model, long).at(-1)).toBe(1)
  })
})

const spells: HiddenMarkov = {
  states: 3,
  alphabet: 4,
  start: Float64Array.of(0.4, 0.3, 0.3),
  transitions: Float64Array.of(0.9, 0.05, 0.05, 0.05, 0.9, 0.05, 0.05, 0.05, 0.9),
  emissions: Float64Array.of(0.85, 0.05, 0.05, 0.05, 0.05, 0.85, 0.05, 0.05, 0.05, 0.05, 0.5, 0.4),
}

describe('fitHiddenMarkov', () => {
  const sequences = drawn(spells, 150, 60, 'spells')

  test('never becomes less likely from round to round', () => {
    const { trace } = fitHiddenMarkov(sequences, { states: 3, seed: 'rounds', starts: 1 })
    for (const [i, value] of trace.entries()) expect(value).toBeGreaterThan((trace[i - 1] ?? -Infinity) - 0.05)
  })

  test('finds the planted states again', () => {
    const { model: found } = fitHiddenMarkov(sequences, { states: 3, seed: 'planted' })
    const strongest = Array.from({ length: 3 }, (_, state) => {
      const row = [...found.emissions.subarray(state * 4, state * 4 + 4)]
      return row.indexOf(Math.max(...row))
    })
    expect(strongest.toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    for (let state = 0; state < 3; state++) expect(found.transitions[state * 4]).toBeCloseTo(0.9, 1)
  })

  test('chooses as many states as were planted, by people it did not learn from', () => {
    const { model: chosen, scores } = chooseHiddenStates(sequences, [1, 2, 3, 4], 'choice')
    expect(chosen.states).toBe(3)
    const byBic = scores.toSorted((a, b) => a.bic - b.bic)[0]
    expect(byBic?.states).toBe(3)
  })

  test('gives the same bytes again', () => {
    const fit = () => [...fitHiddenMarkov(sequences, { states: 2, seed: 'same' }).model.emissions]
    expect(fit()).toEqual(fit())
  })
})

describe('sequenceSimilarity', () => {
  test('counts the fewest changes against the longer sequence', () => {
    expect(sequenceSimilarity([1, 2, 3, 4], [1, 3, 4])).toBe(0.75)
    expect(sequenceSimilarity([1, 2], [1, 2])).toBe(1)
    expect(sequenceSimilarity([1, 1], [2, 2])).toBe(0)
    expect(sequenceSimilarity([], [])).toBe(1)
    expect(sequenceSimilarity([], [1])).toBe(0)
  })

  test('is the same both ways', () => {
    expect(sequenceSimilarity([1, 2, 3, 1], [2, 3])).toBe(sequenceSimilarity([2, 3], [1, 2, 3, 1]))
  })

  test('looks at the latest steps of a visit of ten thousand clicks', () => {
    const clicks = new Int32Array(10_000).fill(1)
    expect(sequenceSimilarity(clicks, clicks)).toBe(1)
  })
})
