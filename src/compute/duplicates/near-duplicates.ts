import { seededRandom } from '../../lib/random.ts'
import { connectedGroups } from '../linkage/connected-groups.ts'
import { sharedRuns } from './text-shingles.ts'

export interface NearDuplicateOptions {
  /** Least share of runs in common, 0..1. */
  readonly threshold: number
  /** Texts with fewer runs are too short to be called copies. */
  readonly fewestRuns: number
}

export interface NearDuplicateGroup {
  /** Positions of the texts, ascending. */
  readonly members: readonly number[]
  /** Mean share of runs that a member has in common with the first. */
  readonly similarity: number
}

const BANDS = 16
const ROWS = 4
/** A bucket of more texts is compared with its first ones only, so that a million alike cost no square. */
const LEADERS = 20
const STEP = 2000

/**
 * Groups of texts that are nearly the same: MinHash signatures in bands (LSH) find pairs that may be, and each pair is
 * verified by counting runs, so nothing below the threshold is ever called a copy.
 *
 * Two texts with share s become a pair to verify with probability 1 - (1 - s^4)^16: .997 at s = .75, .9999 at .85. A group
 * is what pairs connect: its far ends may share less than the threshold.
 *
 * @param shingles - one ascending array of distinct hashes per text (see `textShingles`); collapse equal texts before
 * @returns groups of two or more, in the order of their first member
 * @example nearDuplicates([one, oneWithAnotherEnding, other], { threshold: 0.7, fewestRuns: 10 }) // => [{ members: [0, 1], ... }]
 * @see Broder (1997), On the resemblance and containment of documents; Leskovec, Rajaraman & Ullman (2014), ch. 3.
 * Time O(runs x 64 + pairs), memory O(texts x 64).
 */
export function nearDuplicates(
  shingles: readonly Uint32Array[],
  options: NearDuplicateOptions,
): readonly NearDuplicateGroup[] {
  const steps = nearDuplicateSteps(shingles, options)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The same, with a pause about every 2,000 texts, so that a server can answer others in between. */
export function* nearDuplicateSteps(
  shingles: readonly Uint32Array[],
  { threshold, fewestRuns }: NearDuplicateOptions,
): Generator<undefined, readonly NearDuplicateGroup[]> {
  const texts = shingles.flatMap((runs, at) => (runs.length >= fewestRuns && runs.length > 0 ? [at] : []))
  const signatures: Uint32Array[] = []
  for (const [done, at] of texts.entries()) {
    if (done % STEP === STEP - 1) yield
    signatures.push(signatureOf(shingles[at] as Uint32Array))
  }
  const pairs: [number, number][] = []
  const seen = new Set<number>()
  const compare = (a: number, b: number): void => {
    const key = a * texts.length + b
    if (seen.has(key)) return
    seen.add(key)
    const [one, other] = [texts[a] as number, texts[b] as number]
    if (!mayBe(signatures[a] as Uint32Array, signatures[b] as Uint32Array, threshold)) return
    if (sharedRuns(shingles[one] as Uint32Array, shingles[other] as Uint32Array) >= threshold) pairs.push([one, other])
  }
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<string, number[]>()
    for (const [text, signature] of signatures.entries()) {
      const key = signature.subarray(band * ROWS, (band + 1) * ROWS).join()
      const bucket = buckets.get(key) ?? []
      if (bucket.length === 0) buckets.set(key, bucket)
      for (const leader of bucket.slice(0, LEADERS)) compare(leader, text)
      bucket.push(text)
      if (text % STEP === STEP - 1) yield
    }
  }
  return connectedGroups(shingles.length, pairs).map((members) => {
    const [first = 0, ...others] = members
    const shares = others.map((other) => sharedRuns(shingles[first] as Uint32Array, shingles[other] as Uint32Array))
    return { members, similarity: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length) }
  })
}

/** Whether the signatures agree as often as texts at the threshold do in all but one of a thousand cases. */
function mayBe(a: Uint32Array, b: Uint32Array, threshold: number): boolean {
  let same = 0
  for (let i = 0; i < a.length; i++) same += Number(a[i] === b[i])
  return same / a.length >= threshold - 3.1 * Math.sqrt((threshold * (1 - threshold)) / a.length)
}

const PERMUTATIONS = (() => {
  const random = seededRandom('minhash')
  return Array.from({ length: BANDS * ROWS }, () => ({
    times: (Math.floor(random() * 0x7fffffff) * 2 + 1) >>> 0,
    plus: Math.floor(random() * 0xffffffff) >>> 0,
  }))
})()

/** For each of 64 random orders of all hashes, the first of the text's. */
function signatureOf(runs: Uint32Array): Uint32Array {
  return Uint32Array.from(PERMUTATIONS, ({ times, plus }) => {
    let least = 0xffffffff
    for (const run of runs) {
      const mixed = Math.imul(run ^ plus, times)
      const value = (mixed ^ (mixed >>> 15)) >>> 0
      if (value < least) least = value
    }
    return least
  })
}
