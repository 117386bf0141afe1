import { tmpdir } from 'node:os'
import { both } from '../lib/bilingual.ts'
import type { OpenSourceOptions } from './open-source-options.ts'
import type { ReadRecord, RecordSource, SourceDescription } from './pipeline.ts'
import type { RowShaper } from './presets/preset.ts'
import { checkKind, chooseColumns, type Choice } from './reading/choose-columns.ts'
import { findCompanion } from './reading/find-companion.ts'
import { isScattered } from './reading/gathering/is-scattered.ts'
import { planTyping, type TypingPlan } from './reading/plan-typing.ts'
import { readRecords } from './reading/read-records.ts'
import { readShape, rowsOf, type Shape } from './reading/sampled-columns.ts'
import { takeSample, type Sample } from './reading/sample.ts'
import { nodeFiles, openSourceFile, type FileAccess, type SourceFile } from './reading/source-file.ts'
import { recordTyper } from './reading/type-records.ts'
import { toldTyper } from './reading/type-told-facts.ts'
import { findPreset } from './presets/registry.ts'

export type { OpenSourceOptions } from './open-source-options.ts'

/**
 * Opens a file of facts: detects compression, encoding, format, header, kind, mapping and the layouts of its dates and
 * numbers from a sample, says what it chose and why, and reads the records in batches with flat memory.
 *
 * The size is settled here: rows that are appended while the file is read belong to the next import.
 *
 * @throws {KithError} naming what the file is or lacks and the way out: a missing, empty, unreadable, cut off or binary
 * file, an unknown kind, preset, field or column, columns that show no kind or two
 */
export async function openSource(
  path: string,
  options: OpenSourceOptions,
  files: FileAccess = nodeFiles,
): Promise<RecordSource> {
  if (options.kind !== undefined && options.kind !== null) checkKind(options.kind)
  if (options.preset !== undefined && options.preset !== null) findPreset(options.preset)
  const file = await openSourceFile(path, files)
  const sample = await takeSample(file)
  const shape = readShape(path, sample)
  const choice = chooseColumns(shape, options)
  const jsonColumns = choice.layout?.jsonColumns
  const columns = shape.format.type === 'jsonl' ? (jsonColumns ?? shape.columns) : choice.columns
  const rows = jsonColumns === undefined ? shape.rows : rowsOf(sample, shape.format, columns)
  const companion = await findCompanion(choice.layout?.companionColumn, options.companions ?? [], files)
  const makeShaper = (): RowShaper | null =>
    choice.layout?.shaper?.({ columns, companion: companion?.rows ?? null }) ?? null

  const shaped = shapeSample(makeShaper(), rows)
  const at = shaped === null ? choice.map : new Map(shaped.fields.map((field, index) => [field, index]))
  const delimiter = shape.format.type === 'delimited' ? shape.format.delimiter : null
  const typing = planTyping(choice.kind, at, shaped?.rows ?? rows, {
    nameOf: (index) => (shaped === null ? (columns[index] ?? '') : sourceColumn(choice, shaped.fields[index] ?? '')),
    delimiter,
    now: options.now,
  })
  const description = describe(file, sample, shape, {
    choice,
    columns,
    typing,
    companion: companion?.path ?? null,
    currency: options.currency,
  })
  const typer = (): ReturnType<typeof recordTyper> =>
    recordTyper(typing.columns, { ...typing, zone: options.zone, currency: options.currency, now: options.now })

  const orderColumn = shaped === null && choice.kind === 'order_lines' ? at.get('order_id') : undefined
  const isGathered = orderColumn !== undefined && linesLieApart(shape.rows, orderColumn, at.get('ordered_at'))
  let gatheredShare = 0

  return {
    description: isGathered
      ? {
          ...description,
          reasons: [
            ...description.reasons,
            both('lines of orders lie apart: they are brought together first', '同一订单的行不相邻：先归拢到一起'),
          ],
        }
      : description,
    bytesRead: () => (isGathered ? gatheredShare * file.size : file.bytesRead()),
    batches: async function* (): AsyncGenerator<readonly ReadRecord[]> {
      if (description.notImported !== null) return
      yield* readRecords(file, {
        encoding: sample.encoding.encoding,
        format: shape.format,
        columns,
        preamble: shape.preamble,
        shaper: makeShaper(),
        typer: typer(),
        told: toldTyper({ zone: options.zone, currency: options.currency, now: options.now }),
        gathering: isGathered
          ? {
              column: orderColumn,
              folder: options.scratch ?? tmpdir(),
              onShare: (share) => {
                gatheredShare = share
              },
            }
          : null,
      })
    },
  }
}

const linesLieApart = (rows: readonly (readonly string[])[], id: number, date: number | undefined): boolean =>
  isScattered(
    rows.map((row) => row[id] ?? ''),
    date === undefined ? [] : rows.map((row) => row[date] ?? ''),
  )

const sourceColumn = (choice: Choice, field: string): string => choice.layout?.mapping[field] ?? field

/** The sample as the preset shapes it, so that layouts are detected on what will be typed. */
function shapeSample(
  shaper: RowShaper | null,
  rows: readonly (readonly string[])[],
): { readonly fields: readonly string[]; readonly rows: readonly (readonly string[])[] } | null {
  if (shaper === null) return null
  return {
    fields: shaper.fields,
    rows: rows.flatMap((row) => {
      const made = shaper.shape(row)
      return made === null || typeof made === 'string' ? [] : [[...made]]
    }),
  }
}

function describe(
  file: SourceFile,
  sample: Sample,
  shape: Shape,
  chosen: {
    readonly choice: Choice
    readonly columns: readonly string[]
    readonly typing: Pick<TypingPlan, 'reasons' | 'warnings'>
    readonly companion: string | null
    readonly currency: string
  },
): SourceDescription {
  const { choice, columns, typing } = chosen
  const mapping =
    choice.layout?.shaper === undefined
      ? Object.fromEntries([...choice.map].map(([field, index]) => [field, columns[index] ?? '']))
      : choice.layout.mapping
  const used = new Set(Object.values(mapping))
  const warnings = [...typing.warnings]
  if (shape.rows.length === 0 && sample.whole)
    warnings.push(both('the file has a header and no rows', '文件只有表头，没有数据行'))
  if (choice.layout?.notImported !== undefined) warnings.push(choice.layout.notImported)
  const amountsIn = choice.layout?.amountsIn ?? chosen.currency
  if (amountsIn !== chosen.currency) {
    warnings.push(
      both(
        `amounts of this source are ${amountsIn} but carry no currency: they are taken as ${chosen.currency}`,
        `该来源的金额为 ${amountsIn}，但没有标明货币：按 ${chosen.currency} 计`,
      ),
    )
  }
  if (choice.kind === 'order_lines' && mapping['ordered_at'] === undefined && choice.layout === null) {
    warnings.push(
      both(
        'no column of dates: the lines take the date of their order, which another file must bring',
        '没有日期列：各行采用其订单的日期，须由另一个文件提供',
      ),
    )
  }
  if (
    choice.kind === 'orders' &&
    mapping['ordered_at'] !== undefined &&
    mapping['total'] === undefined &&
    choice.layout === null
  ) {
    warnings.push(
      both(
        'no column gives what an order came to: these orders count 0 until a file of their lines, or --map total=COLUMN, says it',
        '没有订单金额列：在导入订单明细，或用 --map total=COLUMN 指明之前，这些订单金额按 0 计',
      ),
    )
  }
  const unmapped = columns.filter((column) => !used.has(column))
  if (choice.layout === null && unmapped.length > 0) {
    warnings.push(
      both(
        `not used, since no field goes by these names: ${unmapped.join(', ')}; --map FIELD=COLUMN takes one`,
        `未使用，因为没有字段对应这些列名：${unmapped.join('、')}；可用 --map FIELD=COLUMN 指定`,
      ),
    )
  }
  return {
    file: file.path,
    format: shape.format.type === 'jsonl' ? 'jsonl' : 'delimited',
    compressed: file.compressed,
    encoding: sample.encoding.encoding,
    delimiter: shape.format.type === 'delimited' ? shape.format.delimiter : shape.format.type === 'blanks' ? ' ' : null,
    hasHeader: shape.hasHeader,
    columns,
    kind: choice.kind,
    preset: choice.preset,
    mapping,
    unmapped,
    amountsIn: choice.layout?.amountsIn ?? null,
    reasons: [
      both(
        `${sample.encoding.encoding}: ${sample.encoding.reason.en}`,
        `${sample.encoding.encoding}：${sample.encoding.reason.zh}`,
      ),
      ...shape.reasons,
      ...choice.reasons,
      ...typing.reasons,
      ...(chosen.companion === null ? [] : [both(`looked up in ${chosen.companion}`, `从 ${chosen.companion} 查得`)]),
      both(
        `${file.size} bytes, as they were at the opening: what is appended later belongs to the next import`,
        `打开时共 ${file.size} 字节：之后追加的内容属于下一次导入`,
      ),
    ],
    warnings,
    countsZeroOrders: choice.layout?.countsZeroOrders ?? false,
    notImported: choice.layout?.notImported ?? null,
    bytes: file.size,
    fingerprint: file.fingerprint,
  }
}
