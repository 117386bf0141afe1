import { describe, expect, it } from 'vitest'
import {
  emptyHistory,
  gatherInteractions,
  historyOf,
  historyOfCustomer,
} from '../../../src/compute/recommend/interactions.ts'
import type { FittedRecommender, Recommender } from '../../../src/compute/recommend/recommender.ts'
import { recommenderFromBytes, recommenders } from '../../../src/compute/recommend/recommenders.ts'
import { topItems } from '../../../src/compute/recommend/top-items.ts'
import { context, ITEMS, TASTE, tasteFeatures, tasteOf, twoTastes } from './two-tastes.ts'

const all = Object.values(recommenders) as readonly Recommender<unknown>[]
const fitted = (recommender: Recommender<unknown>, interactions = twoTastes): FittedRecommender =>
  recommender.fit(interactions, recommender.defaults, context())
const scores = (model: FittedRecommender, history = emptyHistory): Float64Array => {
  const out = new Float64Array(model.items).fill(Number.NaN)
  model.score(history, out)
  return out
}

describe.each(all.map((recommender) => [recommender.method, recommender] as const))('%s', (method, recommender) => {
  const model = fitted(recommender)
  const personal = method !== 'popularity'

  it('knows its method and its items', () => {
    expect(model.method).toBe(method)
    expect(model.items).toBe(ITEMS)
  })

  it('scores every item with a finite number, for any history', () => {
    for (const history of [emptyHistory, historyOf([0]), historyOf([0, 1, 2, 3, 4, 5]), historyOf([12])]) {
      expect(scores(model, history).every((score) => Number.isFinite(score))).toBe(true)
    }
  })

  it('puts what a customer of one taste lacks before all of the other taste', () => {
    if (!personal) return
    for (const [history, missing] of [
      [historyOf([0, 1, 2, 3, 4]), 5],
      [historyOf([7, 8, 9, 10, 11]), 6],
    ] as const) {
      const [best] = topItems(scores(model, history), 1, { exclude: new Set(history.items) })
      expect(best?.item).toBe(missing)
    }
  })

  it('finds items of the same taste similar, and never an item to itself', () => {
    for (const item of [0, 3, 8]) {
      const similar = model.similar(item, 3)
      if (personal) expect(similar.length).toBeGreaterThan(0)
      for (const other of similar) {
        expect(other.item).not.toBe(item)
        expect(other.item === ITEMS - 1 ? 1 : tasteOf(other.item)).toBe(tasteOf(item))
      }
      const order = similar.map(({ score }) => score)
      expect(order).toEqual(order.toSorted((a, b) => b - a))
    }
  })

  it('explains by items of the history, whose shares sum to one', () => {
    const history = historyOf([0, 1, 2, 3, 4])
    const reasons = model.explain(history, 5)
    if (!personal) return expect(reasons).toEqual([])
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.every(({ item, share }) => history.items.includes(item) && share > 0)).toBe(true)
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(reasons.map(({ share }) => share)).toEqual(reasons.map(({ share }) => share).toSorted((a, b) => b - a))
  })

  it('gives no reason from the other taste', () => {
    const reasons = model.explain(historyOf([0, 1, 2, 3, 4, 9]), 5)
    const foreign = reasons.filter(({ item }) => tasteOf(item) === 1).reduce((sum, { share }) => sum + share, 0)
    expect(foreign).toBeLessThan(0.1)
  })

  it('scores one history alone as among many, whatever was in the array before', () => {
    const among = Array.from({ length: twoTastes.customers }, (_value, customer) =>
      scores(model, historyOfCustomer(twoTastes, customer)),
    )
    const again = fitted(recommender)
    for (const customer of [40, 7, 0]) {
      expect(scores(again, historyOfCustomer(twoTastes, customer))).toEqual(among[customer])
    }
  })

  it('gives the same bytes for the same input, and the same answers from its bytes', () => {
    const bytes = model.toBytes()
    expect(fitted(recommender).toBytes()).toEqual(bytes)
    // A view that does not lie on a multiple of eight, as a database may hand out.
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    const restored = recommenderFromBytes(shifted.subarray(3))
    const history = historyOf([2, 3, 8])
    expect(restored.method).toBe(method)
    expect(restored.notes).toEqual(model.notes)
    expect(scores(restored, history)).toEqual(scores(model, history))
    expect(restored.similar(3, 5)).toEqual(model.similar(3, 5))
    expect(restored.explain(history, 4)).toEqual(model.explain(history, 4))
    expect(restored.toBytes()).toEqual(bytes)
  })

  it('passes over items that it never met', () => {
    const plain = scores(model, historyOf([0, 1]))
    const more = historyOf([ITEMS, 0, -3, 1, 1e9], { days: Float64Array.of(0, 0, 1, 1, 1) })
    const mixed = scores(model, more)
    expect([...mixed].map((score) => score > 0)).toEqual([...plain].map((score) => score > 0))
    expect(model.similar(ITEMS, 5)).toEqual([])
    expect(model.similar(-1, 5)).toEqual([])
    expect(model.similar(0.5, 5)).toEqual([])
    expect(model.explain(historyOf([0]), ITEMS)).toEqual([])
    expect(model.explain(historyOf([0]), -1)).toEqual([])
  })

  it('leaves places past its items at nought', () => {
    const out = new Float64Array(ITEMS + 4).fill(9)
    model.score(historyOf([0, 1]), out)
    expect([...out.subarray(ITEMS)]).toEqual([0, 0, 0, 0])
    expect(out.slice(0, ITEMS)).toEqual(scores(model, historyOf([0, 1])))
  })

  it('takes k of nought and of a thousand million', () => {
    expect(model.similar(0, 0)).toEqual([])
    expect(model.similar(0, 1e9).length).toBeLessThan(ITEMS)
    expect(topItems(scores(model, historyOf([0])), 1e9).length).toBeLessThanOrEqual(ITEMS)
  })

  it('has nothing to say for an empty history unless it is popularity, and no reasons', () => {
    const found = scores(model)
    if (personal) expect(Math.max(...found)).toBe(0)
    else expect(found[0]).toBeGreaterThan(0)
    expect(model.explain(emptyHistory, 0)).toEqual([])
  })

  it('answers when everything was bought: the caller is left with nothing', () => {
    const everything = historyOf(Array.from({ length: ITEMS }, (_value, item) => item))
    expect(topItems(scores(model, everything), 5, { exclude: new Set(everything.items) })).toEqual([])
  })

  it('fits a shop with one product, and one without any sale', () => {
    const one = gatherInteractions([{ customer: 0, item: 0 }], { customers: 1, items: 1 })
    const features = { ...tasteFeatures, items: 1, starts: Int32Array.of(0, 1) }
    const single = recommender.fit(one, recommender.defaults, { ...context(), features })
    expect(single.similar(0, 5)).toEqual([])
    expect(scores(single, historyOf([0])).every((score) => Number.isFinite(score))).toBe(true)
    const none = gatherInteractions([], { customers: 0, items: 0 })
    const nothing = recommender.fit(none, recommender.defaults, {
      ...context(),
      features: { ...features, items: 0, starts: Int32Array.of(0) },
    })
    expect(scores(nothing, historyOf([0, 1])).length).toBe(0)
    const quiet = fitted(recommender, gatherInteractions([], { customers: 3, items: ITEMS }))
    expect(scores(quiet, historyOf([0, 1])).every((score) => Number.isFinite(score))).toBe(true)
  })

  it('is not moved by an item that comes a thousand times in one history', () => {
    const found = scores(model, historyOf(Array.from({ length: 1000 }, () => TASTE)))
    expect(found.every((score) => Number.isFinite(score))).toBe(true)
  })

  it('refuses interactions that do not fit together, and bytes of something else', () => {
    expect(() => fitted(recommender, { ...twoTastes, weights: new Float64Array(1) })).toThrow(/weights/)
    expect(() => fitted(recommender, { ...twoTastes, items: 3 })).toThrow(/item/)
    expect(() => recommenderFromBytes(new Uint8Array(40))).toThrow(/no recommender/)
    expect(() => recommenderFromBytes(model.toBytes().subarray(0, 30))).toThrow(/end within|no recommender/)
    expect(() => recommenderFromBytes(model.toBytes().subarray(0, -16))).toThrow(/end within/)
  })
})
