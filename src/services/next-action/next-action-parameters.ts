import type { PackedCounts } from '../../compute/sequence/context-counts.ts'
import type { NextSymbolSettings } from '../../compute/sequence/next-symbol.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { PathPart } from './visit-paths.ts'

/** One fitted part, as plain data. */
export interface FittedPart {
  readonly values: readonly string[]
  readonly counts: PackedCounts
  readonly settings: NextSymbolSettings
  /** Share of what was done that lies within `values`. */
  readonly coverage: number
}

/** A part that was fitted, or the gate that says why it was not. */
export type PartParameters =
  | { readonly fitted: FittedPart; readonly gate: null }
  | { readonly fitted: null; readonly gate: Gate }

export interface NextActionParameters {
  readonly parts: Readonly<Record<PathPart, PartParameters>>
}

/** Whether leaving is one of the things that can come next. */
export const PREDICTS_LEAVING: Readonly<Record<PathPart, boolean>> = {
  action: true,
  category: false,
  product: false,
  query: false,
}
