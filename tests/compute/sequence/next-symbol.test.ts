import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countContexts, packCounts, unpackCounts } from '../../../src/compute/sequence/context-counts.ts'
import { fitNextSymbol } from '../../../src/compute/sequence/fit-next-symbol.ts'
import { judgeNextSymbol } from '../../../src/compute/sequence/judge-next-symbol.ts'
import { nextSymbol, OwnCounts, type NextSymbolSettings } from '../../../src/compute/sequence/next-symbol.ts'
import { EDGE, SequenceBuilder, type SymbolSequences } from '../../../src/compute/sequence/symbol-sequences.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const plain: NextSymbolSettings = { order: 2, backOff: 1, ownPrior: 10, ownWeight: 0, sharpness: 1 }

/** One person per string; `|` is the edge, a, b, c the symbols; a unit of time per symbol. */
function sequencesOf(...paths: readonly string[]): SymbolSequences {
  const builder = new SequenceBuilder()
  for (const path of paths) {
    for (const [time, letter] of [...path].entries())
      builder.add(letter === '|' ? EDGE : letter.charCodeAt(0) - 96, time)
    builder.endPerson()
  }
  return builder.finish(4)
}
const counted = (paths: readonly string[], order = 2, predictsEdge = true) =>
  countContexts(sequencesOf(...paths), { order, until: Infinity, predictsEdge })
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

describe('countContexts', () => {
  test('counts what followed each context, and stops at the edge of a visit', () => {
    const { orders } = counted(['|ab|ab'])
    expect(orders[0]?.get(0)).toEqual({
      total: 5,
      counts: new Map([
        [1, 2],
        [2, 2],
        [0, 1],
      ]),
    })
    // After a: b twice. After the edge: a twice. No context of two symbols crosses the edge.
    expect(orders[1]?.get(1)?.counts).toEqual(new Map([[2, 2]]))
    expect(orders[1]?.get(EDGE)?.counts).toEqual(new Map([[1, 2]]))
    expect([...(orders[2]?.keys() ?? [])].toSorted((a, b) => a - b)).toEqual([1, 6])
  })

  test('knows nothing of what came at or after the instant given', () => {
    const early = countContexts(sequencesOf('|abc'), { order: 1, until: 3, predictsEdge: true })
    expect(early.orders[0]?.get(0)?.counts).toEqual(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    )
  })

  test('survives being packed as plain data', () => {
    const counts = counted(['|abc|cab', '|bb'])
    const again = unpackCounts(JSON.parse(JSON.stringify(packCounts(counts))), 4)
    expect(packCounts(again)).toEqual(packCounts(counts))
  })
})

describe('nextSymbol', () => {
  test('mixes contexts as Witten and Bell do, worked by hand', () => {
    // Order 0: a 2, b 2, leaving 1, each with half a count more, of 7. After a: b twice, one kind, so weight 1 of 3 for the rest.
    const counts = counted(['|ab|ab'], 1)
    const found = nextSymbol(counts, [0, 1], 2, null, { ...plain, order: 1 })
    const base = [1.5 / 7, 2.5 / 7, 2.5 / 7, 0.5 / 7]
    const expected = base.map((rate, symbol) => (rate + (symbol === 2 ? 2 : 0)) / 3)
    for (const [symbol, value] of expected.entries()) expect(found[symbol]).toBeCloseTo(value, 12)
  })

  test('gives probabilities that add up to 1 for whatever was counted and whatever came before', () => {
    const path = fc
      .string({ unit: fc.constantFrom('a', 'b', 'c', '|'), minLength: 1, maxLength: 30 })
      .map((s) => `|${s}`)
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 6 }), path, fc.boolean(), (paths, before, predictsEdge) => {
        const counts = counted(paths, 3, predictsEdge)
        if (counts.orders[0]?.get(0) === undefined) return
        const own = new OwnCounts()
        own.add(1, true)
        own.add(2, false)
        const symbols = sequencesOf(before).symbols
        const found = nextSymbol(counts, symbols, symbols.length, own, {
          ...plain,
          order: 3,
          ownWeight: 0.5,
          sharpness: 1.3,
        })
        expect(sum(found)).toBeCloseTo(1, 9)
        expect(found.every((value) => value >= 0 && value <= 1)).toBe(true)
        if (!predictsEdge) expect(found[EDGE]).toBe(0)
      }),
    )
  })

  test('bends to the own habit the more of it there is, and not at all without any', () => {
    const counts = counted(['|a|b|a|b|a|b'], 1, false)
    const settings = { ...plain, order: 1, ownWeight: 1 }
    const withHabit = (times: number) => {
      const own = new OwnCounts()
      for (let i = 0; i < times; i++) own.add(2, true)
      return nextSymbol(counts, [EDGE], 1, own, settings)[2] ?? 0
    }
    const everybody = nextSymbol(counts, [EDGE], 1, null, settings)[2] ?? 0
    expect(withHabit(0)).toBeCloseTo(everybody, 12)
    expect(withHabit(3)).toBeGreaterThan(everybody)
    expect(withHabit(300)).toBeGreaterThan(withHabit(3))
    expect(withHabit(300)).toBeGreaterThan(0.9)
  })

  test('spreads what pruning dropped like the shorter context', () => {
    const many = ['|ab', '|ab', '|ab', '|ac']
    const full = countContexts(sequencesOf(...many), { order: 1, until: Infinity, predictsEdge: false })
    const pruned = countContexts(sequencesOf(...many), { order: 1, until: Infinity, predictsEdge: false, most: 1 })
    const probability = (counts: typeof full) => nextSymbol(counts, [0, 1], 2, null, { ...plain, order: 1 })
    expect(sum(probability(pruned))).toBeCloseTo(1, 12)
    expect(probability(pruned)[3]).toBeGreaterThan(0)
    expect(probability(pruned)[3]).toBeLessThan(probability(full)[3] ?? 0)
  })
})

/** A walk whose next step depends on the last two: a b is followed by c, everything else by chance. */
function secondOrderWalks(people: number, steps: number, seed: string): SymbolSequences {
  const random = seededRandom(seed)
  const builder = new SequenceBuilder()
  for (let person = 0; person < people; person++) {
    let [before, last] = [0, 0]
    builder.add(EDGE, 0)
    for (let step = 1; step <= steps; step++) {
      const symbol = before === 1 && last === 2 && random() < 0.9 ? 3 : 1 + Math.floor(random() * 3)
      builder.add(symbol, step)
      ;[before, last] = [last, symbol]
    }
    builder.endPerson()
  }
  return builder.finish(4)
}

describe('fitNextSymbol', () => {
  const walks = secondOrderWalks(200, 60, 'walks')
  const fitted = fitNextSymbol(walks, { predictsEdge: false, longest: 4, chooseFrom: 30, judgeFrom: 45, until: 61 })

  test('finds how far back the walk remembers, and beats the base rate out of time', () => {
    expect(fitted.settings.order).toBeGreaterThanOrEqual(2)
    expect(fitted.outOfTime?.logLoss).toBeLessThan((fitted.baseRate?.logLoss ?? 0) - 0.05)
  })

  test('comes close to the loss of who knows the true walk, calibrated', () => {
    // After a b: c with .9 + .1/3; else one of three.
    let [loss, n] = [0, 0]
    for (let person = 0; person + 1 < walks.offsets.length; person++) {
      const own = walks.symbols.subarray(walks.offsets[person], walks.offsets[person + 1])
      for (let i = 45; i < own.length; i++) {
        const special = own[i - 2] === 1 && own[i - 1] === 2
        loss -= Math.log(special ? (own[i] === 3 ? 0.9 + 0.1 / 3 : 0.1 / 3) : 1 / 3)
        n += 1
      }
    }
    expect(fitted.outOfTime?.n).toBe(n)
    expect(fitted.outOfTime?.logLoss).toBeLessThan(loss / n + 0.02)
    expect(fitted.outOfTime?.calibrationError).toBeLessThan(0.05)
  })

  test('keeps to the base rate where nothing depends on anything', () => {
    const random = seededRandom('noise')
    const builder = new SequenceBuilder()
    for (let person = 0; person < 100; person++) {
      builder.add(EDGE, 0)
      for (let step = 1; step <= 40; step++) builder.add(1 + Math.floor(random() * 3), step)
      builder.endPerson()
    }
    const noise = fitNextSymbol(builder.finish(4), {
      predictsEdge: false,
      longest: 4,
      chooseFrom: 20,
      judgeFrom: 30,
      until: 41,
    })
    expect(noise.outOfTime?.logLoss).toBeLessThan(Math.log(3) + 0.02)
  })

  test('gives the same bytes again', () => {
    const again = fitNextSymbol(walks, { predictsEdge: false, longest: 4, chooseFrom: 30, judgeFrom: 45, until: 61 })
    expect(packCounts(again.counts)).toEqual(packCounts(fitted.counts))
    expect(again.settings).toEqual(fitted.settings)
  })
})

describe('judgeNextSymbol', () => {
  test('says nothing where nothing came', () => {
    const counts = counted(['|ab'])
    expect(
      judgeNextSymbol(counts, sequencesOf('|ab'), plain, { from: 9, to: 10, predictsEdge: true, most: 10 }),
    ).toBeNull()
  })
})
