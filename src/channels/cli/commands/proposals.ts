import type { Command } from 'commander'
import { decide } from '../../../services/approvals/decide.ts'
import { listProposals } from '../../../services/approvals/list-proposals.ts'
import { propose } from '../../../services/approvals/propose.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addProposalsCommand(program: Command, { run }: CommandContext): void {
  const proposals = program
    .command('proposals')
    .description('actions that wait for a decision: nothing happens without one')
  proposals
    .command('list')
    .option('--all', 'decided ones too')
    .option('--json', 'one JSON document')
    .action(
      run<{ all?: boolean }>(async ({ runtime, output, options }) => {
        const rows = listProposals({
          ctx: runtime.contextFor(cliActor()),
          input: { status: options.all === true ? null : 'proposed' },
        })
        if (output.json) printJson(output, rows)
        else if (rows.length === 0) output.out('Nothing waits for a decision.\n')
        else for (const row of rows) output.out(`${row.id}  ${row.status}  ${row.preview}\n`)
        return EXIT.done
      }),
    )
  proposals
    .command('set <setting> <value>')
    .description('propose to change a setting of the shop')
    .option('--json', 'one JSON document')
    .action(
      run(async ({ runtime, output, args: [setting = '', value = ''] }) => {
        const row = propose({
          ctx: runtime.contextFor(cliActor()),
          input: { action: 'change_setting', args: { setting, value: parseValue(value) } },
        })
        if (output.json) printJson(output, row)
        else output.out(`${row.preview}\nTo do it: kith proposals approve ${row.id}\n`)
        return EXIT.done
      }),
    )
  for (const decision of ['approve', 'reject'] as const) {
    proposals
      .command(`${decision} <id>`)
      .option('--note <text>', 'why')
      .option('--json', 'one JSON document')
      .action(
        run<{ note?: string }>(async ({ runtime, output, options, args: [id = ''] }) => {
          const ctx = runtime.contextFor(cliActor())
          const shown = listProposals({ ctx, input: { status: null } }).find((row) => row.id === id)
          const input = {
            proposalId: id,
            decision,
            hash: shown?.hash ?? '',
            ...(options.note === undefined ? {} : { note: options.note }),
          }
          const row = decide({ ctx, input })
          if (output.json) printJson(output, row)
          else output.out(`${row.id} is ${row.status}.\n`)
          return EXIT.done
        }),
      )
  }
}

/** A number, true, false or a list as JSON; everything else is text. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
