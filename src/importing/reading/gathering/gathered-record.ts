/** A record on its way through the sorting, and a stretch of text that is no record. */
export interface GatheredRecord {
  /** What brings records together: the id of their order. */
  readonly key: string
  /** 1-based line of the file on which it begins. */
  readonly line: number
  readonly raw: string
  /** Whether bytes near it were not of the file's encoding. */
  readonly damaged: boolean
  /** Why it is no record; null when it is one. */
  readonly reason: string | null
}
