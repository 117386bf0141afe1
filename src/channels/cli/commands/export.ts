import { copyFileSync } from 'node:fs'
import type { Command } from 'commander'
import { InvalidInputError } from '../../../lib/errors.ts'
import { decide } from '../../../services/approvals/decide.ts'
import { listProposals } from '../../../services/approvals/list-proposals.ts'
import { exportAudience, readExport } from '../../../services/audiences/export/export-audience.ts'
import { EXPORT_FORMATS } from '../../../services/audiences/export/export-formats.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

interface ExportOptions {
  readonly format: string
  readonly hashed?: boolean
  readonly approve?: string
  readonly out?: string
}

/** `kith export AUDIENCE`: the first call proposes, the second, with the proposal's id, approves it and hands the file over. */
export function addExportCommand(program: Command, { run }: CommandContext): void {
  program
    .command('export <audience>')
    .description('export an audience as a file; it leaves once its proposal is approved')
    .requiredOption('--format <format>', EXPORT_FORMATS.join(', '), 'csv')
    .option('--hashed', 'SHA-256 instead of addresses')
    .option('--approve <proposal>', 'approve this proposal and write the file')
    .option('--out <file>', 'copy the file there')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  kith export A-1 --format klaviyo\n  kith export A-1 --approve P-1 --out winback.csv',
    )
    .action(
      run<ExportOptions>(async ({ runtime, output, options, args: [audienceId = ''] }) => {
        const ctx = runtime.contextFor(cliActor())
        if (options.approve === undefined) {
          const format = EXPORT_FORMATS.find((one) => one === options.format)
          if (format === undefined) {
            throw new InvalidInputError(`there is no format '${options.format}'`, {
              field: 'format',
              hint: `Formats are: ${EXPORT_FORMATS.join(', ')}.`,
            })
          }
          const { data } = exportAudience({ ctx, input: { audience_id: audienceId, format, hashed: options.hashed } })
          const { proposal_id: id, preview } = data.proposal
          if (output.json) printJson(output, data)
          else output.out(`${preview}\nTo do it: kith export ${audienceId} --approve ${id}\n`)
          return EXIT.done
        }
        const shown = listProposals({ ctx, input: { status: null } }).find((row) => row.id === options.approve)
        if (shown?.status === 'proposed') {
          const note = 'approved as the second step of a single user, with --approve'
          decide({ ctx, input: { proposalId: shown.id, decision: 'approve', hash: shown.hash, note } })
        }
        const { path } = readExport(ctx, { audienceId, proposalId: options.approve })
        if (options.out !== undefined) copyFileSync(path, options.out)
        const file = options.out ?? path
        if (output.json) printJson(output, { audience_id: audienceId, proposal_id: options.approve, file })
        else output.out(`${file}\n`)
        return EXIT.done
      }),
    )
}
