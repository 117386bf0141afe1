import type { Command } from 'commander'
import { InvalidInputError } from '../../../lib/errors.ts'
import { DEFAULT_DEMO_CUSTOMERS, DEFAULT_DEMO_SEED, loadDemoShop } from '../../../services/demo/load-demo-shop.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'
import { progressLine } from '../progress-line.ts'

interface DemoOptions {
  readonly customers: string
  readonly seed: string
  readonly dirty?: boolean
}

export function addDemoCommand(program: Command, { environment, run }: CommandContext): void {
  program
    .command('demo')
    .description('make the demo shop and load it into an empty store')
    .option('--customers <n>', 'how many customers', String(DEFAULT_DEMO_CUSTOMERS))
    .option('--seed <text>', 'another seed makes another shop; the same seed the same bytes', DEFAULT_DEMO_SEED)
    .option('--dirty', 'spoil a counted number of rows the way that exports of real shops are spoilt')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: KITH_HOME=/tmp/look kith demo --customers 2000')
    .action(
      run<DemoOptions>(async ({ runtime, output, options }) => {
        const customers = Number(options.customers)
        if (!Number.isSafeInteger(customers)) {
          throw new InvalidInputError(`'${options.customers}' is not a number of customers`, {
            field: 'customers',
            hint: 'For example --customers 5000.',
          })
        }
        const progress = progressLine(environment)
        const loaded = await loadDemoShop({
          ctx: runtime.contextFor(cliActor(), { signal: environment.signal }),
          input: {
            customers,
            seed: options.seed,
            dirty: options.dirty === true,
            onProgress: (step) => {
              if (step.phase === 'making') progress.show(`making customers: ${step.customers} of ${step.of}`)
              if (step.phase === 'loading') progress.show(`loading ${step.file}: ${step.rows} rows`)
              if (step.phase === 'refreshing') progress.show('computing features')
            },
          },
        })
        progress.clear()
        const { seconds } = loaded
        const warnings = loaded.warnings.map(({ en }) => en)
        if (output.json) printJson(output, { ...loaded, warnings })
        else {
          output.out(
            `Loaded ${loaded.files.length} files: made and imported in ${seconds.loading.toFixed(1)} s, computed in ${seconds.refreshing.toFixed(1)} s.\n`,
          )
          for (const warning of warnings) output.out(`${warning}\n`)
        }
        return loaded.files.some((file) => file.quarantined > 0) ? EXIT.quarantined : EXIT.done
      }),
    )
}
