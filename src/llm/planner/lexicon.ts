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

/** How the shop writes ids of one kind: `CUST_0042` begins with CUST_ and ends in four figures or more. */
export interface LexiconId {
  readonly field: 'customer_id' | 'order_id' | 'review_id'
  /** As stored. */
  readonly prefix: string
  readonly fewestDigits: number
}

/** The shop's own names. Never the name of a person. */
export interface Lexicon {
  readonly entries: readonly LexiconEntry[]
  /** What this shop is called; empty when it has no name. */
  readonly shop?: string
  readonly ids?: readonly LexiconId[]
}
