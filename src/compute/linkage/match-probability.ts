/** How two records compare in one field: `missing` when either lacks it. */
export type Agreement = 'same' | 'similar' | 'different' | 'missing'

/** How often a field agrees in records of one person, and by chance in records of two. */
export interface FieldWeight {
  /** P(same | one person), 0..1. */
  readonly sameIfOne: number
  /** P(same | two people), 0..1: small for what few share. */
  readonly sameIfTwo: number
  /** The same for `similar`; left out for fields that are the same or not. */
  readonly similarIfOne?: number
  readonly similarIfTwo?: number
}

/**
 * Probability that two records are of one person, from how their fields agree.
 *
 * Fields are taken as independent, which those of a household are not: people who live together share an address and at
 * times a telephone. Let a different name weigh against them.
 *
 * @param priorOdds - odds that two records drawn at random are of one person, about (duplicates expected) / n^2
 * @param fields - weights and agreement of each field; a missing one says nothing
 * @returns 0..1
 * @example
 * // One in a million pairs; a telephone that agrees in 6 of 10 pairs of one person and in 1 of 100,000 others.
 * matchProbability(1e-6, [{ weight: { sameIfOne: 0.6, sameIfTwo: 1e-5 }, agreement: 'same' }]) // => 0.0566...
 * @see Fellegi & Sunter (1969), A Theory for Record Linkage, JASA 64, 1183-1210; Winkler (1989) for weights by the
 * frequency of a value.
 * Time O(fields).
 */
export function matchProbability(
  priorOdds: number,
  fields: readonly { readonly weight: FieldWeight; readonly agreement: Agreement }[],
): number {
  let logOdds = Math.log(priorOdds)
  for (const { weight, agreement } of fields) {
    const { sameIfOne, sameIfTwo, similarIfOne = 0, similarIfTwo = 0 } = weight
    if (agreement === 'missing') continue
    if (agreement === 'same') logOdds += Math.log(sameIfOne / sameIfTwo)
    else if (agreement === 'similar' && similarIfOne > 0) logOdds += Math.log(similarIfOne / similarIfTwo)
    else logOdds += Math.log((1 - sameIfOne - similarIfOne) / (1 - sameIfTwo - similarIfTwo))
  }
  return 1 / (1 + Math.exp(-logOdds))
}
