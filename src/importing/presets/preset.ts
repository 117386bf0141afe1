import type { Bilingual } from '../../lib/bilingual.ts'
import type { ImportKind } from '../kinds.ts'

/** A fact of another kind that a row tells besides its own: cells by canonical field. */
export interface ToldFact {
  readonly kind: ImportKind
  readonly cells: Readonly<Record<string, string>>
  /** Where in the row it stands, for the quarantine: `properties.products[1]`. */
  readonly where: string
}

/** Builds the cells of our fields from the cells of a foreign row. One per reading of a file: it may remember rows. */
export interface RowShaper {
  /** What the shaped row holds, by position: canonical fields. */
  readonly fields: readonly string[]
  /**
   * The shaped row (one array, used again), the reason why the row is none, or null for a row that is no fact and no
   * mistake either.
   */
  shape(cells: readonly string[]): readonly string[] | string | null
  /** What the row that was shaped last tells besides. */
  readonly told?: () => readonly ToldFact[]
}

interface ShaperContext {
  /** The columns of the file as it names them. */
  readonly columns: readonly string[]
  /** The rows of another file of the same command, by a word of its columns; null when none was given. */
  readonly companion: readonly (readonly string[])[] | null
}

/** One layout that a preset knows: a file, what tells it, and what its columns mean. */
export interface PresetLayout {
  readonly kind: ImportKind
  readonly title: string
  /** Columns that tell this layout, as the source writes them; all must be there. */
  readonly signature: readonly string[]
  /** For files without a header: what their columns are called, and whether rows look like it. */
  readonly headless?: {
    readonly columns: readonly string[]
    matches(rows: readonly (readonly string[])[]): boolean
  }
  /** For JSONL: takes these top-level keys as columns instead of every leaf. */
  readonly jsonColumns?: readonly string[]
  /** canonical field -> column. With `shaper` it is what the import says; without, what it does. */
  readonly mapping: Readonly<Record<string, string>>
  readonly shaper?: (context: ShaperContext) => RowShaper
  /** Column that tells the companion file the shaper wants. */
  readonly companionColumn?: string
  readonly notes?: readonly Bilingual[]
  /** The currency of the source's amounts, for a warning when the shop's is another: the files name none. */
  readonly amountsIn?: string
  readonly countsZeroOrders?: boolean
  readonly notImported?: Bilingual
}

export interface Preset {
  readonly name: string
  readonly title: string
  readonly layouts: readonly PresetLayout[]
}

/** Positions of columns by name, for shapers; -1 where the file lacks one. */
export const positionsOf = <Name extends string>(
  columns: readonly string[],
  names: readonly Name[],
): Readonly<Record<Name, number>> => {
  const lower = columns.map((column) => column.trim().toLowerCase())
  const entries = names.map((name) => [name, lower.indexOf(name.toLowerCase())] as const)
  return Object.fromEntries(entries) as Record<Name, number>
}
