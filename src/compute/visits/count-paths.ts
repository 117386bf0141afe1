/** What was done in one visit, in order, and whether it led to an order. */
export interface VisitPath {
  readonly visitor: string
  /** Repeats of one step in a row are one. */
  readonly steps: readonly string[]
  /** Steps that came again right away. */
  readonly repeats: readonly string[]
  readonly converted: boolean
}

export interface PathCount {
  readonly steps: readonly string[]
  readonly visits: number
  readonly visitors: number
}

export interface TransitionCount {
  readonly from: string
  readonly to: string
  readonly count: number
  /** Of all that followed `from`, leaving included. */
  readonly share: number
}

export interface StepCount {
  readonly step: string
  readonly visits: number
  readonly visitors: number
}

/** Longer paths are cut, so that a machine's thousand clicks are one path. */
export const LONGEST_PATH = 20
/** What follows the last step of a visit. */
export const LEFT = 'left'

/**
 * One visit's path: repeats in a row taken together, cut behind its first payment, at most 20 steps long.
 *
 * @param names - everything done, oldest first
 * @param goal - the step that makes a conversion
 * @example visitPath('v', ['page', 'view', 'view', 'pay', 'page'], 'pay').steps // => ['page', 'view', 'pay']
 * Time O(names).
 */
export function visitPath(visitor: string, names: readonly string[], goal: string): VisitPath {
  const at = names.indexOf(goal)
  const kept = at < 0 ? names : names.slice(0, at + 1)
  const steps: string[] = []
  const repeats = new Set<string>()
  for (const name of kept) {
    if (steps.at(-1) === name) repeats.add(name)
    else if (steps.length < LONGEST_PATH) steps.push(name)
  }
  return { visitor, steps, repeats: [...repeats], converted: at >= 0 }
}

/**
 * The part of a path from one step to another.
 *
 * @returns null when the path does not hold them in this order
 * @example cutPath(['page', 'search', 'view'], 'search', null) // => ['search', 'view']
 */
export function cutPath(steps: readonly string[], from: string | null, to: string | null): readonly string[] | null {
  const start = from === null ? 0 : steps.indexOf(from)
  if (start < 0) return null
  if (to === null) return steps.slice(start)
  const end = steps.indexOf(to, start)
  return end < 0 ? null : steps.slice(start, end + 1)
}

/** Visits and visitors of each key, most visits first; equal counts by key. */
function tally<Item>(items: readonly Item[], keyOf: (item: Item) => string, visitorOf: (item: Item) => string) {
  const counts = new Map<string, { item: Item; visits: number; visitors: Set<string> }>()
  for (const item of items) {
    const key = keyOf(item)
    const count = counts.get(key) ?? { item, visits: 0, visitors: new Set<string>() }
    counts.set(key, count)
    count.visits += 1
    count.visitors.add(visitorOf(item))
  }
  return [...counts]
    .toSorted(([a, x], [b, y]) => y.visits - x.visits || (a < b ? -1 : 1))
    .map(([, { item, visits, visitors }]) => ({ item, visits, visitors: visitors.size }))
}

/** How often each path was taken, most taken first. */
export const countPaths = (paths: readonly VisitPath[]): readonly PathCount[] =>
  tally(
    paths,
    ({ steps }) => steps.join('\u0000'),
    ({ visitor }) => visitor,
  ).map(({ item, visits, visitors }) => ({ steps: item.steps, visits, visitors }))

/** The last step of each visit: where it ended. */
export const countExits = (paths: readonly VisitPath[]): readonly StepCount[] =>
  tally(
    paths,
    ({ steps }) => steps.at(-1) ?? '',
    ({ visitor }) => visitor,
  ).map(({ item, visits, visitors }) => ({ step: item.steps.at(-1) ?? '', visits, visitors }))

/** The furthest of the given stages that each visit reached; visits that reached none are left out. */
export function countFurthest(paths: readonly VisitPath[], stages: readonly string[]): readonly StepCount[] {
  const furthest = paths.flatMap(({ visitor, steps }) => {
    const stage = stages.findLast((one) => steps.includes(one))
    return stage === undefined ? [] : [{ visitor, stage }]
  })
  return tally(
    furthest,
    ({ stage }) => stage,
    ({ visitor }) => visitor,
  ).map(({ item, visits, visitors }) => ({ step: item.stage, visits, visitors }))
}

/** Steps that were done again right away. */
export const countLoops = (paths: readonly VisitPath[]): readonly StepCount[] =>
  tally(
    paths.flatMap(({ visitor, repeats }) => repeats.map((step) => ({ visitor, step }))),
    ({ step }) => step,
    ({ visitor }) => visitor,
  ).map(({ item, visits, visitors }) => ({ step: item.step, visits, visitors }))

/**
 * What follows each step, leaving included: the flows of a Sankey diagram.
 *
 * @returns most frequent first; the shares of one `from` sum to 1
 * Time O(steps of all visits).
 */
export function countTransitions(paths: readonly VisitPath[]): readonly TransitionCount[] {
  const counts = new Map<string, { from: string; to: string; count: number }>()
  const totals = new Map<string, number>()
  for (const { steps } of paths) {
    for (const [at, from] of steps.entries()) {
      const to = steps[at + 1] ?? LEFT
      const key = `${from}\u0000${to}`
      const known = counts.get(key) ?? { from, to, count: 0 }
      counts.set(key, known)
      known.count += 1
      totals.set(from, (totals.get(from) ?? 0) + 1)
    }
  }
  return [...counts]
    .toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([, one]) => ({ ...one, share: one.count / (totals.get(one.from) ?? 1) }))
}
