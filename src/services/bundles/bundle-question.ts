import type { AssociationRule } from '../../compute/rules/derive-rules.ts'
import type { BundleLevel } from './load-baskets.ts'

export interface FindBundlesInput {
  readonly product_id?: string | undefined
  /** A kind of product, by its name or a word that names of its products end with. */
  readonly kind?: string | undefined
  /** Of rules over the whole shop; products and kinds of products unless given. */
  readonly level?: BundleLevel | undefined
  readonly min_support?: number | undefined
  readonly min_confidence?: number | undefined
  /** Items in a rule at most. */
  readonly max_items?: number | undefined
  readonly limit?: number | undefined
}

/** A rule with what it speaks of and how far it stands out. */
export interface MinedRule {
  readonly rule: AssociationRule
  readonly level: BundleLevel
  readonly nameOf: (item: number) => string
  readonly peerShare: number | null
  /** Lower end of the confidence over the share in baskets that are alike: 1 = no more than those. */
  readonly strength: number
}

export interface Mined {
  readonly rules: readonly MinedRule[]
  /** Rules before the redundant were dropped. */
  readonly found: number
  readonly redundant: number
  readonly baskets: number
}

/** Whoever names thresholds or lengths wants the rules of the textbook: every direction, every length. */
export const isClassical = ({ min_support: support, min_confidence: confidence, max_items: most }: FindBundlesInput) =>
  support !== undefined || confidence !== undefined || most !== undefined
