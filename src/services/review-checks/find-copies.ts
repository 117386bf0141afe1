import { setImmediate } from 'node:timers/promises'
import { nearDuplicateSteps } from '../../compute/duplicates/near-duplicates.ts'
import { bareText, sharedRuns, textShingles } from '../../compute/duplicates/text-shingles.ts'
import type { BookReview } from '../reviews/review-book.ts'

/** Reviews whose texts are the same or nearly so, although the words are nobody's stock phrases. */
export interface CopyGroup {
  /** In the order of writing. */
  readonly reviews: readonly BookReview[]
  /** Mean share of character runs that a text has in common with the first. */
  readonly similarity: number
  /** True when all texts are the same but for case, width, spaces and punctuation. */
  readonly exact: boolean
}

/** Least share of character runs in common, and fewest runs of a text that can be called copied. */
export const COPY_THRESHOLD = 0.7
const FEWEST_RUNS = 12
/** So much of what the copies share must hardly occur elsewhere: "fast delivery" is written by everybody. */
const DISTINCT = 0.4
const RARE = { least: 2, share: 0.0005 }
const STEP = 1000

/** Groups of copied texts, largest first; other requests are let through meanwhile. */
export async function findCopies(reviews: readonly BookReview[]): Promise<readonly CopyGroup[]> {
  const byText = new Map<string, BookReview[]>()
  for (const [at, review] of reviews.entries()) {
    if (at % STEP === STEP - 1) await setImmediate()
    const bare = bareText(review.text.slice(review.text.indexOf('\n') + 1))
    const known = byText.get(bare)
    if (known === undefined) byText.set(bare, [review])
    else known.push(review)
  }
  const holders = [...byText.values()]
  const shingles: Uint32Array[] = []
  const frequency = new Map<number, number>()
  let at = 0
  for (const bare of byText.keys()) {
    if (at % STEP === STEP - 1) await setImmediate()
    const runs = textShingles(bare)
    shingles.push(runs)
    const count = holders[at++]?.length ?? 0
    for (const run of runs) frequency.set(run, (frequency.get(run) ?? 0) + count)
  }
  const steps = nearDuplicateSteps(shingles, { threshold: COPY_THRESHOLD, fewestRuns: FEWEST_RUNS })
  let step = steps.next()
  while (step.done !== true) {
    await setImmediate()
    step = steps.next()
  }
  const grouped = new Set(step.value.flatMap(({ members }) => members))
  const alone = holders.flatMap((held, text) =>
    held.length > 1 && !grouped.has(text) && (shingles[text]?.length ?? 0) >= FEWEST_RUNS ? [{ members: [text] }] : [],
  )
  const most = RARE.least + RARE.share * reviews.length
  return [...step.value, ...alone]
    .filter(({ members }) => isDistinct(members, { holders, shingles, frequency, most }))
    .map(({ members }) => groupOf(members, holders, shingles))
    .toSorted((a, b) => b.reviews.length - a.reviews.length)
}

interface Texts {
  readonly holders: readonly (readonly BookReview[])[]
  readonly shingles: readonly Uint32Array[]
  readonly frequency: ReadonlyMap<number, number>
  readonly most: number
}

/** Whether what most of the texts share occurs in few others. */
function isDistinct(members: readonly number[], { holders, shingles, frequency, most }: Texts): boolean {
  const inside = new Map<number, number>()
  let size = 0
  for (const text of members) {
    const count = holders[text]?.length ?? 0
    size += count
    for (const run of shingles[text] ?? []) inside.set(run, (inside.get(run) ?? 0) + count)
  }
  let [shared, rare] = [0, 0]
  for (const [run, count] of inside) {
    if (count * 2 < size) continue
    shared++
    if ((frequency.get(run) ?? 0) - count <= most) rare++
  }
  return shared > 0 && rare / shared >= DISTINCT
}

function groupOf(
  members: readonly number[],
  holders: readonly (readonly BookReview[])[],
  shingles: readonly Uint32Array[],
): CopyGroup {
  const reviews = members
    .flatMap((text) => holders[text] ?? [])
    .toSorted((a, b) => a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : 1))
  const [first = 0] = members
  const leader = shingles[first] ?? new Uint32Array()
  let sum = 0
  for (const text of members) sum += (holders[text]?.length ?? 0) * sharedRuns(leader, shingles[text] ?? leader)
  // Without the first against itself.
  const others = reviews.length - 1
  return { reviews, similarity: others === 0 ? 1 : (sum - 1) / others, exact: members.length === 1 }
}
