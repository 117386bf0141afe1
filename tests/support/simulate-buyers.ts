import { seededRandom } from '../../src/lib/random.ts'

/** Buyers made by the story that the buy-till-you-die models tell; independent of the formulas that they check. */
export interface SimulatedBuyers {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Purchases, including the first, until the age, and their mean value. */
  readonly orders: Float64Array
  readonly mean: Float64Array
  /** What really is: whether still a customer at the age, purchases and spend of the horizon, wait for the next purchase. */
  readonly alive: Uint8Array
  readonly purchases: Float64Array
  readonly spend: Float64Array
  /** Infinity when none comes. */
  readonly wait: Float64Array
}

export interface BuyerStory {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
  readonly p: number
  readonly q: number
  readonly v: number
  /** Ages are drawn evenly between these. */
  readonly ages: readonly [number, number]
  readonly horizon: number
}

/** Plays the story for n customers: rates are drawn, then times, then values, event by event. */
export function simulateBuyers(n: number, story: BuyerStory, seed: string): SimulatedBuyers {
  const random = seededRandom(seed)
  const exponential = (rate: number) => -Math.log(1 - random()) / rate
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - random()) ** (1 / shape)
    // Marsaglia & Tsang (2000).
    const d = shape - 1 / 3
    for (;;) {
      const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
      const cube = (1 + x / Math.sqrt(9 * d)) ** 3
      if (cube > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * cube + d * Math.log(cube)) return d * cube
    }
  }
  const column = () => new Float64Array(n)
  const made = {
    frequency: column(),
    recency: column(),
    age: column(),
    orders: column(),
    mean: column(),
    alive: new Uint8Array(n),
    purchases: column(),
    spend: column(),
    wait: column().fill(Number.POSITIVE_INFINITY),
  }
  const [youngest, oldest] = story.ages
  for (let i = 0; i < n; i += 1) {
    const rate = gamma(story.r) / story.alpha
    const lifetime = exponential(gamma(story.s) / story.beta)
    const scale = story.v / gamma(story.q)
    const age = youngest + (oldest - youngest) * random()
    const value = () => gamma(story.p) * scale
    let total = value()
    let orders = 1
    made.age[i] = age
    made.alive[i] = lifetime > age ? 1 : 0
    for (let time = exponential(rate); time < Math.min(lifetime, age + story.horizon); time += exponential(rate)) {
      if (time <= age) {
        made.recency[i] = time
        total += value()
        orders += 1
      } else {
        if (made.purchases[i] === 0) made.wait[i] = time - age
        made.purchases[i] = (made.purchases[i] ?? 0) + 1
        made.spend[i] = (made.spend[i] ?? 0) + value()
      }
    }
    made.frequency[i] = orders - 1
    made.orders[i] = orders
    made.mean[i] = total / orders
  }
  return made
}
