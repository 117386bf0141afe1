/** The filter fields whose values are names of the shop's own. */
export type LexiconField =
  | 'product_id'
  | 'category'
  | 'brand'
  | 'region'
  | 'city'
  | 'country'
  | 'campaign'
  | 'segment'
  | 'source'
  | 'channel'
  | 'device'
  | 'gender'
  | 'age_band'
  | 'member_level'
  | 'status'

export interface LexiconEntry {
  readonly field: LexiconField
  /** The value as the store holds it: what goes into an argument. */
  readonly value: string
  /** Ways of writing it besides the value, in either language. */
  readonly names: readonly string[]
}

/** The shop's own names. Never the name of a person. */
export interface Lexicon {
  readonly entries: readonly LexiconEntry[]
  /** What this shop is called; empty when it has no name. */
  readonly shop?: string
}
