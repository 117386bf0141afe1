import type { Command } from 'commander'
import { InvalidInputError } from '../../../lib/errors.ts'
import { REFRESH_TARGETS, refresh } from '../../../services/refresh/refresh.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addRefreshCommand(program: Command, { environment, run }: CommandContext): void {
  program
    .command('refresh [what]')
    .description('recompute what is stale: features, models, index or all')
    .option('--force', 'recompute all of it, rollups and sessions too')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nCtrl-C stops a training; the models that served before go on.\n\nExamples:\n  kith refresh\n  kith refresh models --force',
    )
    .action(
      run<{ force?: boolean }>(async ({ runtime, output, options, args: [what = 'all'] }) => {
        const target = REFRESH_TARGETS.find((candidate) => candidate === what)
        if (target === undefined) {
          throw new InvalidInputError(`there is nothing called '${what}' to refresh`, {
            field: 'what',
            hint: `Choose one of: ${REFRESH_TARGETS.join(', ')}.`,
          })
        }
        const result = await refresh({
          // Ctrl-C stops a training: the models that served before go on serving.
          ctx: runtime.contextFor(cliActor(), { signal: environment.signal }),
          input: { what: target, force: options.force === true },
        })
        if (output.json) printJson(output, result)
        else
          for (const step of result.steps)
            output.out(`${step.name}: ${step.done ? `${step.rows} rows in ${step.seconds} s` : 'up to date'}\n`)
        return EXIT.done
      }),
    )
}
