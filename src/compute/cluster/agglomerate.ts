import { InvalidInputError } from '../../lib/errors.ts'
import { averageGaps } from './average-gaps.ts'
import type { Points } from './points.ts'
import { wardGaps } from './ward-gaps.ts'

export const LINKAGES = ['ward', 'average'] as const
export type Linkage = (typeof LINKAGES)[number]

/** n - 1 merges by rising height: merge i joins the groups that hold points `left[i]` and `right[i]`. */
export interface MergeTree {
  readonly size: number
  readonly left: Int32Array
  readonly right: Int32Array
  /** Distance of the two groups when they joined; for Ward the square root of twice the rise of the inertia. */
  readonly height: Float64Array
}

/** Distances of groups, each known by the number of one of its points. */
export interface GroupGaps {
  /** Comparable across pairs; `height` turns it into a distance. */
  readonly gap: (a: number, b: number) => number
  readonly height: (gap: number) => number
  /** Joins b into a; b is gone. */
  readonly merge: (a: number, b: number) => void
}

/** Average linkage keeps the distance of every pair: 64 MB for so many. */
export const MOST_POINTS_BY_AVERAGE = 4000

/**
 * Joins the two nearest groups, again and again, until one is left: a tree that can be cut into any number of groups.
 *
 * Ward joins what raises the inertia least and likes round groups of like size; average joins by the mean distance of all
 * pairs and lets small far groups stand.
 *
 * @throws {InvalidInputError} for average linkage of more than 4,000 points: take a sample
 * @example [...agglomerate(pointsFromRows([[0], [1], [9]]), 'ward').height] // => [1, 9.814954576223638]
 * @see Ward (1963), JASA 58, 236-244; Sokal & Michener (1958); Murtagh (1983), The Computer Journal 26(4), 354-359, for the
 * chains of nearest neighbours; Muellner (2011), arXiv:1109.2378.
 * Time O(n^2 d) for Ward and O(n^2) for average, memory O(n d) and O(n^2).
 */
export function agglomerate(points: Points, linkage: Linkage): MergeTree {
  if (linkage === 'average' && points.size > MOST_POINTS_BY_AVERAGE) {
    throw new InvalidInputError(`average linkage takes at most ${MOST_POINTS_BY_AVERAGE} points, got ${points.size}`, {
      hint: 'Cluster a sample and let the others join their nearest neighbours, or use Ward.',
    })
  }
  return chainMerges(points.size, linkage === 'ward' ? wardGaps(points) : averageGaps(points))
}

/** Follows nearest neighbours until two are each other's nearest, and joins those. */
function chainMerges(size: number, gaps: GroupGaps): MergeTree {
  const active = new Int32Array(size)
  for (let i = 0; i < size; i++) active[i] = i
  const placeOf = active.slice()
  let groups = size
  const merges: { readonly left: number; readonly right: number; readonly height: number }[] = []
  const chain: number[] = []
  while (groups > 1) {
    if (chain.length === 0) chain.push(active[0] ?? 0)
    const last = chain.at(-1) ?? 0
    const before = chain.at(-2) ?? -1
    // Of equally near ones the one that led here, or the chain would go round in circles.
    let nearest = before
    let smallest = before < 0 ? Number.POSITIVE_INFINITY : gaps.gap(last, before)
    for (let i = 0; i < groups; i++) {
      const other = active[i] ?? 0
      if (other === last || other === before) continue
      const gap = gaps.gap(last, other)
      if (gap >= smallest) continue
      smallest = gap
      nearest = other
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    const left = Math.min(last, nearest)
    const right = Math.max(last, nearest)
    merges.push({ left, right, height: gaps.height(smallest) })
    gaps.merge(left, right)
    groups -= 1
    const place = placeOf[right] ?? 0
    const moved = active[groups] ?? 0
    active[place] = moved
    placeOf[moved] = place
  }
  merges.sort((a, b) => a.height - b.height)
  return {
    size,
    left: Int32Array.from(merges, (merge) => merge.left),
    right: Int32Array.from(merges, (merge) => merge.right),
    height: Float64Array.from(merges, (merge) => merge.height),
  }
}
