import type { Command } from 'commander'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'

export function addStartCommand(program: Command, { environment, run }: CommandContext): void {
  program
    .command('start')
    .description('serve the web page and the HTTP interface until you stop it')
    .option('--demo', 'make and load the demo shop first when the store is empty')
    .addHelpText('after', '\nExample: kith start --demo')
    .action(
      run<{ demo?: boolean }>(async ({ runtime, options }) => {
        await environment.serve(runtime, { demo: options.demo === true })
        return EXIT.done
      }),
    )
}
