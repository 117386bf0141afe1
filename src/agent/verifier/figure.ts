/** Something in a text that states a quantity, a date or an identity. */
export interface Figure {
  readonly start: number
  readonly end: number
  /** As it stands in the text. */
  readonly text: string
  readonly kind: 'number' | 'percent' | 'money' | 'date' | 'id' | 'word'
  /** Equal for figures that mean the same: 5,000 and 五千; 30 % and 三成; June 2026 and 2026年6月. */
  readonly meaning: string
}
