import { both, type Bilingual } from '../../lib/bilingual.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { IMPORT_KINDS, KIND_FIELDS, type ImportKind } from '../kinds.ts'
import type { PresetLayout } from '../presets/preset.ts'
import { PRESETS, findPreset } from '../presets/registry.ts'
import type { OpenSourceOptions } from '../open-source-options.ts'
import { guessKinds, missingFields, nearestKind } from './detect-kind.ts'
import { normalizeName } from './field-synonyms.ts'
import { mapByValues } from './map-by-values.ts'
import { mapByHand, mapColumns, type ColumnMap } from './map-columns.ts'

/** The rows of a sample under the names of their columns. */
export interface SampledColumns {
  readonly path: string
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  /** Rows of data, without the header. */
  readonly rows: readonly (readonly string[])[]
}

/** What a file is taken for. */
export interface Choice {
  readonly kind: ImportKind
  readonly preset: string | null
  readonly layout: PresetLayout | null
  readonly columns: readonly string[]
  /** canonical field -> column, for files that need no shaping. */
  readonly map: ColumnMap
  readonly reasons: readonly Bilingual[]
}

type Options = Pick<OpenSourceOptions, 'kind' | 'preset' | 'mapping'>

/** @throws {InvalidInputError} listing the kinds that exist */
export function checkKind(kind: string): ImportKind {
  const found = IMPORT_KINDS.find((known) => known === kind)
  if (found === undefined) {
    throw new InvalidInputError(`there is no kind '${kind}'`, {
      field: 'as',
      hint: `Kinds: ${IMPORT_KINDS.join(', ')}.`,
    })
  }
  return found
}

/** Kind, preset and mapping of a file, by what the caller says and else by its columns. @throws {InvalidInputError} */
export function chooseColumns(sampled: SampledColumns, options: Options): Choice {
  const kind = options.kind === undefined || options.kind === null ? null : checkKind(options.kind)
  const byHand = options.mapping ?? {}
  const preset = options.preset ?? null
  const fits = presetLayouts(sampled, preset).filter(({ layout }) => kind === null || layout.kind === kind)
  const best = fits[0]
  if (best !== undefined && (preset !== null || Object.keys(byHand).length === 0)) {
    return fromPreset(sampled, best, byHand, preset !== null)
  }
  if (preset !== null) throw presetMisfit(sampled, preset, kind)
  return kind === null ? byColumns(sampled, byHand) : asKind(sampled, kind, byHand)
}

interface Fit {
  readonly preset: string
  readonly layout: PresetLayout
  readonly columns: readonly string[]
}

/** The layouts of the presets (or of one) that a file's columns or rows show, the most telling first. */
function presetLayouts(sampled: SampledColumns, preset: string | null): readonly Fit[] {
  const names = new Set(sampled.columns.map(normalizeName))
  return (preset === null ? PRESETS : [findPreset(preset)])
    .flatMap(({ name, layouts }) => layouts.map((layout) => ({ preset: name, layout })))
    .flatMap(({ preset: name, layout }): Fit[] => {
      if (sampled.hasHeader) {
        const fits = layout.signature.every((column) => names.has(normalizeName(column)))
        return fits && layout.signature.length > 0 ? [{ preset: name, layout, columns: sampled.columns }] : []
      }
      const fits = layout.headless !== undefined && sampled.rows.length > 0 && layout.headless.matches(sampled.rows)
      return fits && layout.headless !== undefined ? [{ preset: name, layout, columns: layout.headless.columns }] : []
    })
    .toSorted((a, b) => b.layout.signature.length - a.layout.signature.length)
}

function fromPreset(
  sampled: SampledColumns,
  { preset, layout, columns }: Fit,
  byHand: Readonly<Record<string, string>>,
  forced: boolean,
): Choice {
  if (layout.shaper !== undefined && Object.keys(byHand).length > 0) {
    throw new InvalidInputError(`preset ${preset} builds its rows itself and takes no mapping`, {
      field: 'map',
      hint: `Leave --map out, or leave --preset out and say --as ${layout.kind} with --map for each field.`,
    })
  }
  const positions = new Map(sampled.columns.map((column, index) => [normalizeName(column), index]))
  const map = new Map<string, number>()
  if (layout.shaper === undefined) {
    for (const [field, column] of Object.entries(layout.mapping)) {
      const index = positions.get(normalizeName(column)) ?? columns.indexOf(column)
      if (index >= 0) map.set(field, index)
    }
    for (const [field, index] of mapByHand(layout.kind, columns, byHand)) map.set(field, index)
  }
  const why = forced
    ? both('as asked', '按要求')
    : sampled.hasHeader
      ? both(
          `for its columns ${layout.signature.slice(0, 4).join(', ')}`,
          `根据列 ${layout.signature.slice(0, 4).join('、')}`,
        )
      : both('for the shape of its rows', '根据行的形状')
  return {
    kind: layout.kind,
    preset,
    layout,
    columns,
    map,
    reasons: [
      both(
        `preset ${preset} (${layout.title}), ${why.en}: ${layout.kind}`,
        `预设 ${preset}（${layout.title}），${why.zh}：${layout.kind}`,
      ),
      ...(layout.notes ?? []),
    ],
  }
}

function presetMisfit(sampled: SampledColumns, preset: string, kind: ImportKind | null): InvalidInputError {
  const wanted = findPreset(preset)
    .layouts.filter((layout) => kind === null || layout.kind === kind)
    .map((layout) => `${layout.title} (${layout.signature.join(', ') || 'without a header'})`)
  return new InvalidInputError(
    `'${sampled.path}' is no file that preset ${preset} knows: its columns are ${sampled.columns.join(', ')}`,
    {
      field: 'preset',
      hint: `The preset takes: ${wanted.join('; ') || `nothing of kind ${kind ?? ''}`}. Without --preset the columns are matched by name.`,
    },
  )
}

function asKind(sampled: SampledColumns, kind: ImportKind, byHand: Readonly<Record<string, string>>): Choice {
  const { map, reasons } = mapAll(sampled, kind, byHand)
  const missing = missingFields(kind, map)
  if (missing.length > 0) throw lacking(sampled, kind, missing)
  const pairs = pairsOf(sampled, kind, map)
  return {
    kind,
    preset: null,
    layout: null,
    columns: sampled.columns,
    map,
    reasons: [both(`${kind}, as asked: ${pairs}`, `${kind}，按要求：${pairs}`), ...reasons],
  }
}

function byColumns(sampled: SampledColumns, byHand: Readonly<Record<string, string>>): Choice {
  const renamed = Object.keys(byHand).length === 0 ? sampled.columns : underOwnNames(sampled.columns, byHand)
  const [first, second] = guessKinds(sampled.path, renamed, sampled.rows)
  if (first === undefined) {
    const near = nearestKind(renamed, sampled.rows)
    throw lacking(sampled, near?.kind ?? null, near?.missing ?? [])
  }
  if (second !== undefined && second.score === first.score) {
    throw new InvalidInputError(`'${sampled.path}' could be ${first.kind} or ${second.kind}`, {
      field: 'as',
      hint: `Say which: --as ${first.kind} or --as ${second.kind}. Its columns: ${sampled.columns.join(', ')}.`,
    })
  }
  const { map, reasons } = mapAll(sampled, first.kind, byHand)
  const pairs = pairsOf(sampled, first.kind, map)
  return {
    kind: first.kind,
    preset: null,
    layout: null,
    columns: sampled.columns,
    map,
    reasons: [both(`${first.kind}, by the columns: ${pairs}`, `${first.kind}，根据各列：${pairs}`), ...reasons],
  }
}

/** By hand first, then by name, then by what the cells look like. */
const mapAll = (
  sampled: SampledColumns,
  kind: ImportKind,
  byHand: Readonly<Record<string, string>>,
): ReturnType<typeof mapByValues> => {
  const named = mapColumns(kind, sampled.columns, mapByHand(kind, sampled.columns, byHand))
  return mapByValues(kind, sampled.columns, sampled.rows, named)
}

const SHOWN_PAIRS = 6

function pairsOf(sampled: SampledColumns, kind: ImportKind, map: ColumnMap): string {
  const pairs = KIND_FIELDS[kind].flatMap(({ name }) => {
    const index = map.get(name)
    return index === undefined ? [] : [`${name} = ${sampled.columns[index] ?? ''}`]
  })
  return pairs.slice(0, SHOWN_PAIRS).join(', ') + (pairs.length > SHOWN_PAIRS ? ', ...' : '')
}

/** The columns as `--map` calls them, so that a kind can be told from fields that were mapped by hand. */
const underOwnNames = (columns: readonly string[], byHand: Readonly<Record<string, string>>): readonly string[] =>
  columns.map((column, index) => {
    const field = Object.entries(byHand).find(([, name]) => name === column || name === `#${index + 1}`)
    return field === undefined ? column : field[0]
  })

const shown = (cells: readonly string[]): string => {
  const text = cells.join(', ')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function lacking(sampled: SampledColumns, kind: ImportKind | null, missing: readonly string[]): InvalidInputError {
  const example = missing.map((field) => `${field}=COLUMN`).join(',')
  const header = sampled.hasHeader
    ? 'Its columns'
    : `Its first row looks like data, not like names (${shown(sampled.rows[0] ?? [])}); its columns by position`
  return new InvalidInputError(
    kind === null || missing.length === 0
      ? `'${sampled.path}' shows no kind of data that Kith knows`
      : `'${sampled.path}' looks most like ${kind}, but no column was found for ${missing.join(', ')}`,
    {
      field: 'map',
      hint:
        `${header}: ${sampled.columns.slice(0, 40).join(', ')}. ` +
        (kind === null || missing.length === 0
          ? 'Say --as KIND. '
          : `Say --as ${kind} --map ${example}, or another --as KIND. `) +
        `Kinds: ${IMPORT_KINDS.join(', ')}.`,
      details: { columns: sampled.columns, kind, missing },
    },
  )
}
