import type { Command } from 'commander'
import { examineStore } from '../../../services/health/examine-store.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

const SECRET = /KEY|TOKEN|SECRET/

export function addDoctorCommand(program: Command, { run }: CommandContext): void {
  program
    .command('doctor')
    .description('check the store, the derived tables and the audit chain; print the effective settings')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith doctor')
    .action(
      run(async ({ runtime, output }) => {
        const ctx = runtime.contextFor(cliActor())
        const checks = examineStore({ ctx })
        const settings = Object.fromEntries(runtime.config().map(([name, value]) => [name, mask(name, value)]))
        const healthy = checks.every((check) => check.ok)
        if (output.json) printJson(output, { healthy, checks, settings, model: runtime.model })
        else {
          for (const check of checks)
            output.out(
              `${check.ok ? 'ok  ' : 'BAD '} ${check.name}: ${check.found}${check.ok ? '' : `\n     ${check.remedy}`}\n`,
            )
          output.out(`\nmodel: ${runtime.model.provider} (${runtime.model.name})\n`)
          for (const [name, value] of Object.entries(settings)) output.out(`${name}=${value ?? ''}\n`)
        }
        return healthy ? EXIT.done : EXIT.failed
      }),
    )
}

const mask = (name: string, value: unknown): string | null =>
  value === undefined ? null : SECRET.test(name) ? '(set)' : String(value)
