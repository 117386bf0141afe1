/** A text's place in an index. */
export interface IndexedPoint {
  readonly id: string
  /** Hash of the text that was embedded, by which a changed text is told. */
  readonly hash: number
  readonly vector: Float32Array
}

export interface Neighbour {
  readonly id: string
  /** Cosine, in [-1, 1]. */
  readonly likeness: number
}

/** The seam to whatever finds near points; hnswlib now. */
export interface VectorIndex {
  readonly size: number
  readonly dimension: number
  /** Id and text hash of each point, by label. */
  readonly entries: readonly { readonly id: string; readonly hash: number }[]
  /**
   * Nearest points, nearest first; with `only` none but those ids. Few ids, and indexes without a graph, are searched
   * exactly; otherwise nearly all of the true nearest are found.
   */
  search(vector: Float32Array, k: number, only?: ReadonlySet<string>): Promise<readonly Neighbour[]>
  /** Nearest points, every one of them compared. */
  searchExactly(vector: Float32Array, k: number, only?: ReadonlySet<string>): readonly Neighbour[]
  vectorOf(id: string): Float32Array | null
}
