import type { Scale } from '../../../compute/cluster/standardise.ts'
import type { MeasureColumn } from '../measures/load-measures.ts'

/** The ways of finding groups that nobody defined beforehand. */
export const DISCOVERY_METHODS = ['kmeans', 'dbscan', 'hierarchical'] as const
export type DiscoveryMethod = (typeof DISCOVERY_METHODS)[number]

/** What is clustered, in a form that can be handed to a thread. */
export interface ClusterRequest {
  readonly method: DiscoveryMethod
  readonly now: readonly MeasureColumn[]
  /** The customers of an earlier date on the same measures, to be put into the groups of now; null without comparison. */
  readonly earlier: readonly MeasureColumn[] | null
  /** Numbers of groups to choose from; one when the caller fixed it, none for DBSCAN. */
  readonly counts: readonly number[]
  readonly seed: string
}

export interface ClusterOutlier {
  /** Row among the customers of now. */
  readonly row: number
  /** The measure in which it is farthest from its group (or from the nearest one). */
  readonly measure: string
  readonly direction: 'higher' | 'lower'
  /** Distance to the centre in deviations of the measures. */
  readonly distance: number
}

/** Scores of one number of groups. */
export interface CountScore {
  readonly k: number
  readonly silhouette: number | null
  readonly davies_bouldin: number | null
  readonly calinski_harabasz: number | null
}

export interface ClusterOutcome {
  /** Group of each customer of now, 0..k-1 by falling size; -1 in none. */
  readonly codes: Int32Array
  readonly k: number
  readonly scores: readonly CountScore[]
  /** Scores of the chosen grouping. */
  readonly chosen: CountScore
  /** Null when the number of groups was given or follows from the method. */
  readonly choice: {
    readonly clear: boolean
    readonly doubt: 'weak_structure' | 'close_call' | 'unstable' | null
    readonly rival: number | null
  } | null
  readonly stability: number | null
  /** Customers on whom silhouettes were measured, and on whom groups were formed (the others joined them). */
  readonly silhouetteRows: number
  readonly fittedRows: number
  readonly outliers: readonly ClusterOutlier[]
  /** Radius and minimum of DBSCAN; null for the others. */
  readonly density: { readonly radius: number; readonly minimum: number; readonly found: boolean } | null
  /** The centres of the groups and the scale that they stand on; null where no centre decides. */
  readonly centres: { readonly values: Float64Array; readonly scale: Scale; readonly columns: readonly string[] } | null
  /** Groups of the customers of the earlier date under the groups of now, and how far groups formed afresh then agree with them. */
  readonly earlier: { readonly codes: Int32Array; readonly stability: number | null } | null
}
