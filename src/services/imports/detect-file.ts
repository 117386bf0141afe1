import { basename } from 'node:path'
import { IMPORT_KINDS, KIND_FIELDS, type FieldDefinition } from '../../importing/kinds.ts'
import { openSource } from '../../importing/open-source.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { kindOf } from './run-import.ts'

const SAMPLED_ROWS = 5

export interface DetectedFile {
  readonly file: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly has_header: boolean
  readonly compressed: boolean
  readonly columns: readonly string[]
  readonly kind: string
  readonly kinds: readonly string[]
  readonly preset: string | null
  /** canonical field -> column */
  readonly mapping: Readonly<Record<string, string>>
  readonly unmapped: readonly string[]
  /** What the fields of this kind are. */
  readonly fields: readonly FieldDefinition[]
  /** First records as they will be read, by canonical field. */
  readonly samples: readonly Readonly<Record<string, string | number | boolean>>[]
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
  readonly not_imported: string | null
}

export interface DetectFileInput {
  readonly path: string
  readonly kind?: string | undefined
  readonly preset?: string | undefined
  readonly mapping?: Readonly<Record<string, string>> | undefined
}

/**
 * What a file seems to be and how its columns would be read, with the first records as proof. Nothing is written.
 *
 * @throws {KithError} FORBIDDEN by role; INVALID_INPUT when it is no file of facts, or its columns show no kind
 */
export async function detectFile({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: DetectFileInput
}): Promise<DetectedFile> {
  authorise(ctx, 'import')
  const source = await openSource(input.path, {
    kind: input.kind === undefined ? null : kindOf(input.kind),
    preset: input.preset ?? null,
    mapping: input.mapping ?? null,
    zone: ctx.shop.zone,
    currency: ctx.shop.currency,
    now: ctx.clock(),
    companions: [],
  })
  const { description } = source
  const samples: Record<string, string | number | boolean>[] = []
  for await (const batch of source.batches()) {
    for (const read of batch) if (read.ok && samples.length < SAMPLED_ROWS) samples.push({ ...read.record.values })
    if (samples.length >= SAMPLED_ROWS) break
  }
  return {
    file: basename(description.file),
    encoding: description.encoding,
    delimiter: description.delimiter,
    has_header: description.hasHeader,
    compressed: description.compressed,
    columns: description.columns,
    kind: description.kind,
    kinds: IMPORT_KINDS,
    preset: description.preset,
    mapping: description.mapping,
    unmapped: description.unmapped,
    fields: KIND_FIELDS[description.kind],
    samples: samples.map((values) => readable(values, KIND_FIELDS[description.kind])),
    reasons: description.reasons.map((reason) => reason[ctx.language]),
    warnings: description.warnings.map((warning) => warning[ctx.language]),
    not_imported: description.notImported?.[ctx.language] ?? null,
  }
}

/** Instants and days as people write them. */
function readable(
  values: Readonly<Record<string, string | number | boolean>>,
  fields: readonly FieldDefinition[],
): Record<string, string | number | boolean> {
  const typeOf = new Map(fields.map(({ name, type }) => [name, type]))
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const type = typeOf.get(name)
      if (typeof value !== 'number') return [name, value]
      if (type === 'instant') return [name, new Date(value).toISOString()]
      if (type === 'date') return [name, new Date(value * 86_400_000).toISOString().slice(0, 10)]
      return [name, value]
    }),
  )
}
