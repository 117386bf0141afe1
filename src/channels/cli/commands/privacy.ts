import type { Command } from 'commander'
import { erasePersonalData, exportPersonalData } from '../../../services/privacy/propose-privacy.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addPrivacyCommand(program: Command, { run }: CommandContext): void {
  const privacy = program.command('privacy').description('copies and erasures of what is kept about one person')
  for (const [verb, description, propose] of [
    ['export', 'propose a copy of everything kept about a customer', exportPersonalData],
    ['erase', 'propose to erase a customer for good', erasePersonalData],
  ] as const) {
    privacy
      .command(`${verb} <customer>`)
      .description(`${description}; it happens once approved`)
      .option('--json', 'one JSON document')
      .addHelpText('after', `\nExample: kith privacy ${verb} C-10023`)
      .action(
        run(async ({ runtime, output, args: [customer = ''] }) => {
          const { data } = propose({ ctx: runtime.contextFor(cliActor()), input: { customer_id: customer } })
          if (output.json) printJson(output, data)
          else output.out(`${data.proposal.preview}\nTo do it: kith proposals approve ${data.proposal.proposal_id}\n`)
          return EXIT.done
        }),
      )
  }
}
