import type { Command } from 'commander'
import {
  tellImport,
  type FileImportResult,
  type ImportProgress,
  type ToldImport,
} from '../../../services/imports/import-report.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'
import { progressLine } from '../progress-line.ts'

interface ImportCommandOptions {
  readonly as?: string
  readonly preset?: string
  readonly map?: string
  readonly dryRun?: boolean
  readonly dropRepeated?: boolean
}

export function addImportCommand(program: Command, { environment, runLate }: CommandContext): void {
  program
    .command('import <files...>')
    .description('import files: CSV, TSV or JSONL, also .gz; says what it detected, imported, left out and set aside')
    .option('--as <kind>', 'the kind of the files, when detection is wrong')
    .option('--preset <name>', 'a known export: online-retail, cdnow, movielens, olist, shopify, woocommerce, segment')
    .option('--map <field=column,...>', 'which column holds which field')
    .option('--dry-run', 'read and count everything, write nothing')
    .option('--drop-repeated', 'keep only the first of equal lines of one order')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith import orders.csv --map order_id=Order,quantity=Qty --dry-run')
    .action(
      runLate<ImportCommandOptions>(async ({ open, output, options, args }) => {
        const progress = progressLine(environment)
        const actor = cliActor()
        const input = {
          files: args,
          kind: options.as,
          preset: options.preset,
          mapping: parseMapping(options.map),
          dryRun: options.dryRun,
          dropRepeated: options.dropRepeated,
          onProgress: (step: ImportProgress) => progress.show(describeProgress(step)),
        }
        const result = tellImport(await environment.importFiles(actor, input, environment.signal), 'en')
        if (options.dryRun !== true) {
          progress.show('computing features')
          const { refresh } = await import('../../../services/refresh/refresh.ts')
          const runtime = await open()
          await refresh({ ctx: runtime.contextFor(actor), input: { what: 'all', force: false } })
        }
        progress.clear()
        if (output.json) printJson(output, result)
        else output.out(describeImport(result, options.dryRun === true))
        return result.files.some((file) => file.quarantined > 0) ? EXIT.quarantined : EXIT.done
      }),
    )
}

/** `field=column,field=column`; a column may hold spaces and, quoted by the shell, anything but a comma. */
function parseMapping(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1 || at === pair.length - 1) {
        throw new InvalidInputError(`'${pair}' does not map a field to a column`, {
          field: 'map',
          hint: "Write --map 'order_id=Order no,quantity=Qty'.",
        })
      }
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

function describeProgress({ file, rows, rowsPerSecond, share, remainingSeconds }: ImportProgress): string {
  const done = share === null ? '' : `, ${Math.floor(share * 100)} %`
  const rest = remainingSeconds === null ? '' : `, about ${Math.ceil(remainingSeconds)} s left`
  return `${file}: ${rows.toLocaleString('en')} rows${done} at ${Math.round(rowsPerSecond).toLocaleString('en')} rows/s${rest}`
}

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${count.toLocaleString('en')}`)
    .join(', ')

function describeFile(file: FileImportResult): string {
  const number = (value: number): string => value.toLocaleString('en')
  const lines = [
    `${file.file}: ${file.kind}${file.preset === null ? '' : ` (${file.preset})`}`,
    `  ${number(file.read)} read = ${number(file.imported)} imported + ${number(file.duplicates)} duplicates + ${number(file.quarantined)} quarantined, in ${file.seconds.toFixed(1)} s`,
    `  columns: ${Object.entries(file.mapping)
      .map(([field, column]) => (field === column ? field : `${field} = ${column}`))
      .join(', ')}`,
  ]
  const { repeated_lines: repeated = 0, ...leftOut } = file.left_out
  if (counts(leftOut) !== '') lines.push(`  kept, but left out of analyses: ${counts(leftOut)}`)
  if (repeated > 0)
    lines.push(
      `  counted, though the same order has an equal line already: ${number(repeated)} (--drop-repeated keeps one)`,
    )
  if (counts(file.reasons) !== '') lines.push(`  quarantined: ${counts(file.reasons)}`)
  return lines.join('\n')
}

function describeImport(result: ToldImport, dryRun: boolean): string {
  const lines = result.files.map(describeFile)
  if (result.quarantine_file !== null)
    lines.push(`Rows set aside, with reasons: ${result.quarantine_file} - mend them there and import that file.`)
  lines.push(...result.warnings)
  if (dryRun) lines.push('Nothing was written: this was a dry run.')
  return `${lines.join('\n')}\n`
}
