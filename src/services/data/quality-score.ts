/** What a quality score is made of; each part is a share, 1 is perfect. */
export interface QualityParts {
  /** Rows that became facts or were exact repeats, of all rows read. */
  readonly accepted: number | null
  /** Valid orders that name a customer. */
  readonly identified: number | null
  /** Orders that figures can use: not a test, zero or negative. */
  readonly usable: number | null
}

/**
 * One number for how clean the data is: the product of the parts that are known, 0 to 1. A product, so that one bad part
 * cannot hide behind good ones.
 *
 * @example qualityScore({ accepted: 0.99, identified: 0.9, usable: 1 }) // => 0.891
 */
export function qualityScore({ accepted, identified, usable }: QualityParts): number | null {
  const known = [accepted, identified, usable].filter((part) => part !== null)
  return known.length === 0 ? null : known.reduce((product, part) => product * part, 1)
}

export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
