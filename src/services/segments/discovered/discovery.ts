import type { Filter } from '../../../lib/filters.ts'
import type { Assignment, Migration } from '../compare-segmentations.ts'
import type { SegmentDescription } from '../describe-segments.ts'
import type { Buyers } from './buyers-as-of.ts'
import type { GroupClassifier } from './group-classifier.ts'
import type { ClusterOutcome, DiscoveryMethod } from './cluster-request.ts'

export interface DiscoverSegmentsInput {
  readonly method: string
  readonly k?: number | undefined
  /** Fewest and most groups to choose from. */
  readonly k_range?: readonly [number, number] | undefined
  readonly features?: readonly string[] | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly compare_as_of?: string | undefined
  readonly compare_with?: string | undefined
}

export interface DiscoveryQuality {
  readonly silhouette: number | null
  readonly davies_bouldin: number | null
  readonly calinski_harabasz: number | null
  readonly stability: number | null
  readonly stability_over_time: number | null
  readonly by_k: readonly {
    readonly k: number
    readonly silhouette: number | null
    readonly davies_bouldin: number | null
    readonly calinski_harabasz: number | null
  }[]
  readonly clear_winner: boolean | null
  readonly doubt: 'weak_structure' | 'close_call' | 'unstable' | null
  readonly agreement: { readonly ari: number | null }
}

export interface DiscoverSegmentsData {
  readonly method: string
  readonly features: readonly string[]
  readonly k: number
  readonly parameters: Readonly<Record<string, number | string>>
  readonly segments: readonly DiscoveredSegment[]
  readonly assignment: Readonly<Record<string, readonly string[]>> | null
  readonly quality: DiscoveryQuality
  readonly outliers: readonly { readonly customer_id: string; readonly reason: string }[]
  readonly migration: Migration | null
  /** The way in for customers who were not there; null where there is none. */
  readonly classifier: GroupClassifier | null
}

/** Fewer buyers than this are a list of people and no groups. */
export const FEWEST_BUYERS = 20

export interface DiscoveredSegment extends SegmentDescription {
  /** One line in words. */
  readonly portrait: string
}

export interface DescribedDiscovery {
  readonly segments: readonly DiscoveredSegment[]
  readonly assignment: Assignment
  readonly outliers: readonly {
    readonly customer_id: string
    readonly reason: string
    readonly position: number
  }[]
}

/** Everything that a result is made of. */
export interface Discovery {
  readonly input: DiscoverSegmentsInput
  readonly method: DiscoveryMethod
  readonly names: readonly string[]
  readonly counts: readonly number[]
  readonly seed: string
  readonly now: Buyers
  /** Null when there are too few buyers. */
  readonly outcome: ClusterOutcome | null
  readonly described: DescribedDiscovery
  readonly migration: Migration | null
}
