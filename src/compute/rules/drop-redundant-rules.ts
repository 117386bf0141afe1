import type { AssociationRule } from './derive-rules.ts'

/**
 * Leaves out rules that say nothing more than a shorter one: with part of the antecedent, or none of it, the consequent is
 * bought at least as often.
 *
 * Only rules that are in the list, and the plain share of the consequent, can make another one redundant: derive them at a
 * low confidence first and filter afterwards.
 *
 * @returns the rest, in the same order
 * @example // {coffee} => filter .5 and {coffee, milk} => filter .5: only the first stays
 * @see Bayardo, Agrawal & Gunopulos (2000), Data Mining and Knowledge Discovery 4, 217-240 (rules that improve).
 * Time O(rules x 2^antecedent), antecedents being short.
 */
export function dropRedundantRules(rules: readonly AssociationRule[]): AssociationRule[] {
  const known = new Map(rules.map((rule) => [keyOf(rule.antecedent, rule.consequent), rule.confidence]))
  return rules.filter(({ antecedent, consequent, confidence, lift }) => {
    if (lift <= 1) return false
    const subsets = 2 ** antecedent.length - 1
    for (let subset = 1; subset < subsets; subset++) {
      const part = antecedent.filter((_, at) => (subset >> at) % 2 === 1)
      if ((known.get(keyOf(part, consequent)) ?? -1) >= confidence) return false
    }
    return true
  })
}

const keyOf = (antecedent: readonly number[], consequent: number): string => `${antecedent.join(',')}>${consequent}`
