import { CommanderError, type Command } from 'commander'
import { backUp } from '../../../services/backup/back-up.ts'
import { restore } from '../../../services/backup/restore.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addBackupCommands(program: Command, { run }: CommandContext): void {
  program
    .command('backup <file>')
    .description('copy the store into one file and read the copy back; the server may go on meanwhile')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample: kith backup ~/backups/kith-2026-06-30.sqlite\nKeep KITH_HOME/key too, and apart from it.',
    )
    .action(
      run(async ({ runtime, output, args: [file = ''] }) => {
        const made = backUp({ ctx: runtime.contextFor(cliActor()), input: { file } })
        if (output.json) printJson(output, made)
        else {
          output.out(`${made.file}: ${made.customers} customers, ${made.orders} orders, read back and whole.\n`)
          output.out('The key is not in it: keep KITH_HOME/key too, apart from it.\n')
        }
        return EXIT.done
      }),
    )
  program
    .command('restore <file>')
    .description('put a backup in the place of the store; stop the server first')
    .option('--yes', 'the present store may be replaced')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith restore ~/backups/kith-2026-06-30.sqlite --yes')
    .action(
      run<{ yes?: boolean }>(async ({ runtime, output, options, args: [file = ''] }) => {
        if (options.yes !== true) {
          throw new CommanderError(
            2,
            'kith.restore',
            'restore replaces the present store: add --yes, after a backup of it',
          )
        }
        const done = await restore({ ctx: runtime.contextFor(cliActor()), input: { file } })
        if (output.json) printJson(output, done)
        else {
          output.out(`Restored: ${done.customers} customers, ${done.orders} orders.\n`)
          if (done.erased_again > 0) output.out(`${done.erased_again} people erased since then were erased again.\n`)
          output.out('Run `kith refresh all` to bring predictions and the index up to date.\n')
        }
        return EXIT.done
      }),
    )
}
