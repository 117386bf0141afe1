import type { Command } from 'commander'
import { checkAudit } from '../../../services/audit/check-audit.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addAuditCommand(program: Command, { run }: CommandContext): void {
  program
    .command('audit')
    .description('the record of what was read and done')
    .command('verify')
    .description('walk the chain: a row that was changed, dropped or moved shows')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith audit verify')
    .action(
      run(async ({ runtime, output }) => {
        const result = checkAudit({ ctx: runtime.contextFor(cliActor()) })
        if (output.json) printJson(output, { rows: result.rows, broken_at: result.brokenAt })
        else
          output.out(
            result.brokenAt === null
              ? `The chain of ${result.rows} rows holds.\n`
              : `The chain breaks at row ${result.brokenAt}.\n`,
          )
        return result.brokenAt === null ? EXIT.done : EXIT.failed
      }),
    )
}
