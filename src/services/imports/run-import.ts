import { importFiles, type ImportOptions } from '../../importing/import-files.ts'
import { IMPORT_KINDS, type ImportKind } from '../../importing/kinds.ts'
import type { ImportProgress, ImportResult } from '../../importing/pipeline.ts'
import { both, type Bilingual } from '../../lib/bilingual.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { noteChanges } from '../changes/note-changes.ts'
import type { ServiceContext } from '../context.ts'
import { chooseCurrency } from './choose-currency.ts'
import { documentsAsArticles, type ReadDocuments } from './documents-as-articles.ts'
import { openInThread } from './open-in-thread.ts'

export interface RunImportInput {
  readonly files: readonly string[]
  readonly kind?: string | undefined
  readonly preset?: string | undefined
  /** canonical field -> column */
  readonly mapping?: Readonly<Record<string, string>> | undefined
  readonly dryRun?: boolean | undefined
  /** A dry run writes the file of rejected rows as well. */
  readonly keepRejects?: boolean | undefined
  readonly dropRepeated?: boolean | undefined
  /** True when nobody named the shop's currency: the first file of an empty store may. */
  readonly mayChooseCurrency?: boolean | undefined
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

/**
 * Imports files for someone who may, in this thread; a server uses the worker instead (`src/jobs`). What was done is in the audit chain
 * with counts only.
 *
 * @throws {KithError} FORBIDDEN by role; INVALID_INPUT for an unknown kind, preset, mapping or file
 */
export async function runImport({ ctx, input }: { ctx: ServiceContext; input: RunImportInput }): Promise<ImportResult> {
  authorise(ctx, 'import')
  const options: ImportOptions = {
    kind: input.kind === undefined ? null : kindOf(input.kind),
    preset: input.preset ?? null,
    mapping: input.mapping ?? null,
    dryRun: input.dryRun ?? false,
    dropRepeated: input.dropRepeated ?? false,
    ...(input.keepRejects === undefined ? {} : { keepRejects: input.keepRejects }),
  }
  const documents = await documentsAsArticles(input.files)
  try {
    return await importAll(ctx, input, options, documents)
  } finally {
    await documents.done()
  }
}

async function importAll(
  ctx: ServiceContext,
  input: RunImportInput,
  options: ImportOptions,
  { files, originals }: ReadDocuments,
): Promise<ImportResult> {
  const { shop, isAssumed } =
    input.mayChooseCurrency === true
      ? await chooseCurrency(ctx, {
          files,
          kind: options.kind ?? null,
          preset: options.preset ?? null,
          mapping: options.mapping ?? null,
          dryRun: options.dryRun ?? false,
        })
      : { shop: ctx.shop, isAssumed: false }
  const result = await importFiles({
    store: ctx.store,
    vault: ctx.vault,
    shop,
    clock: ctx.clock,
    log: ctx.log,
    files,
    options,
    home: ctx.home,
    open: openInThread,
    signal: ctx.signal,
    ...(input.onProgress === undefined ? {} : { onProgress: input.onProgress }),
  })
  if (options.dryRun !== true) {
    if (result.files.some(({ imported, updated }) => imported + updated > 0)) {
      noteChanges(ctx, [{ customerId: '', part: 'file' }])
    }
    for (const file of result.files) {
      const { kind, read, imported, duplicates, quarantined } = file
      recordAudit(ctx, {
        action: 'import',
        subject: file.import_id,
        details: { kind, read, imported, duplicates, quarantined },
      })
    }
  }
  const tellsMoney = result.files.some(({ kind, imported }) => imported > 0 && MONEY_KINDS.has(kind))
  return {
    ...result,
    files: result.files.map((file) => ({ ...file, file: originals.get(file.file) ?? file.file })),
    warnings: isAssumed && tellsMoney ? [...result.warnings, assumedCurrency(shop.currency)] : result.warnings,
  }
}

const MONEY_KINDS: ReadonlySet<ImportKind> = new Set(['orders', 'order_lines', 'products'])

const assumedCurrency = (currency: string): Bilingual =>
  both(
    `No file says which currency it is in: amounts are taken as ${currency}. If that is wrong, import into an empty store with KITH_CURRENCY set.`,
    `文件没有说明币种：金额按 ${currency} 计。如果不对，请设置 KITH_CURRENCY 后导入到空的数据目录。`,
  )

/** The kind of that name. @throws {InvalidInputError} listing the kinds */
export function kindOf(text: string): ImportKind {
  const kind = IMPORT_KINDS.find((candidate) => candidate === text)
  if (kind === undefined) {
    throw new InvalidInputError(`there is no kind of file called '${text}'`, {
      field: 'as',
      hint: `Kinds are: ${IMPORT_KINDS.join(', ')}.`,
    })
  }
  return kind
}
