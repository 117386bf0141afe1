import { previewOf } from '../../../services/approvals/proposal-preview.ts'
import type { Command } from 'commander'
import { decide } from '../../../services/approvals/decide.ts'
import { listProposals, type ProposalRow } from '../../../services/approvals/list-proposals.ts'
import { postApproved } from '../../../services/approvals/outbox/post-approved.ts'
import { readPostState } from '../../../services/approvals/outbox/post-state.ts'
import { showOutboxSecret } from '../../../services/approvals/outbox/show-secret.ts'
import { propose } from '../../../services/approvals/propose.ts'
import type { ServiceContext } from '../../../services/context.ts'
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
    .description('what waits for a decision')
    .option('--all', 'decided ones too')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith proposals list --all')
    .action(
      run<{ all?: boolean }>(async ({ runtime, output, options }) => {
        const rows = listProposals({
          ctx: runtime.contextFor(cliActor()),
          input: { status: options.all === true ? null : 'proposed' },
        })
        if (output.json) printJson(output, rows)
        else if (rows.length === 0) output.out('Nothing waits for a decision.\n')
        else for (const row of rows) output.out(`${row.id}  ${row.status}${webhookOf(row)}  ${previewOf(row, 'en')}\n`)
        return EXIT.done
      }),
    )
  proposals
    .command('secret')
    .description('what a webhook checks the signatures of approved actions with')
    .addHelpText('after', '\nExample: kith proposals secret')
    .action(
      run(async ({ runtime, output }) => {
        output.out(`${showOutboxSecret(runtime.contextFor(cliActor()))}\n`)
        return EXIT.done
      }),
    )
  proposals
    .command('set <setting> <value>')
    .description('propose to change a setting of the shop')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith proposals set return_window_days 14')
    .action(
      run(async ({ runtime, output, args: [setting = '', value = ''] }) => {
        const row = propose({
          ctx: runtime.contextFor(cliActor()),
          input: { action: 'change_setting', args: { setting, value: parseValue(value) } },
        })
        if (output.json) printJson(output, row)
        else output.out(`${previewOf(row, 'en')}\nTo do it: kith proposals approve ${row.id}\n`)
        return EXIT.done
      }),
    )
  for (const decision of ['approve', 'reject'] as const) {
    proposals
      .command(`${decision} <id>`)
      .description(`${decision} a proposal, exactly as it is shown`)
      .option('--note <text>', 'why')
      .option('--json', 'one JSON document')
      .addHelpText('after', `\nExample: kith proposals ${decision} P-1`)
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
          const decided = decide({ ctx, input })
          await postApproved(ctx)
          const row = readBack(ctx, decided)
          if (output.json) printJson(output, row)
          else output.out(`${row.id} is ${row.status}.${webhookOf(row)}\n`)
          return EXIT.done
        }),
      )
  }
}

/** The proposal with what has become of it since. */
const readBack = (ctx: ServiceContext, row: ProposalRow): ProposalRow =>
  listProposals({ ctx, input: { status: null } }).find(({ id }) => id === row.id) ?? row

/** How far its file has come on its way to the webhook; nothing where it has no such way. */
function webhookOf({ outcome }: Pick<ProposalRow, 'outcome'>): string {
  const state = readPostState(outcome)
  if (state === null) return ''
  const problem = state.problem === null ? '' : `, last: ${state.problem}`
  return `  [webhook: ${state.status}, attempts: ${state.attempts}${problem}]`
}

/** A number, true, false or a list as JSON; everything else is text. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
