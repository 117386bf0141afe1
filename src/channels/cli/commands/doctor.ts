import type { Command } from 'commander'
import { examineHome } from '../../../services/health/examine-home.ts'
import { examineStore, type HealthCheck } from '../../../services/health/examine-store.ts'
import { canDrawChinese } from '../../charts/render-png.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

const SECRET = /KEY|TOKEN|SECRET/

export function addDoctorCommand(program: Command, { run }: CommandContext): void {
  program
    .command('doctor')
    .description(
      'check the store, its key, index and folder, the derived tables and the audit chain; print the effective settings',
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith doctor')
    .action(
      run(async ({ runtime, output }) => {
        const ctx = runtime.contextFor(cliActor())
        const checks = [...examineStore({ ctx }), ...(await examineHome({ ctx })), await fontCheck()]
        const settings = Object.fromEntries(runtime.config().map(([name, value]) => [name, mask(name, value)]))
        const healthy = checks.every((check) => check.ok || check.optional === true)
        if (output.json) printJson(output, { healthy, checks, settings, model: runtime.model })
        else {
          for (const check of checks)
            output.out(
              `${check.ok ? 'ok  ' : check.optional === true ? 'note' : 'BAD '} ${check.name}: ${check.found}${check.ok ? '' : `\n     ${check.remedy}`}\n`,
            )
          output.out(`\nmodel: ${runtime.model.provider} (${runtime.model.name})\n`)
          for (const [name, value] of Object.entries(settings)) output.out(`${name}=${value ?? ''}\n`)
        }
        return healthy ? EXIT.done : EXIT.failed
      }),
    )
}

/** Charts for Slack are drawn here, with the fonts of this machine; the page brings none and needs none. */
async function fontCheck(): Promise<HealthCheck> {
  const ok = await canDrawChinese()
  return {
    name: 'Chinese font',
    ok,
    found: ok
      ? 'pictures of charts can have Chinese in them'
      : 'none: charts with Chinese in them are left out in Slack',
    remedy: 'Install one, for example: apt-get install fonts-noto-cjk fontconfig.',
    optional: true,
  }
}

const mask = (name: string, value: unknown): string | null =>
  value === undefined ? null : SECRET.test(name) ? '(set)' : String(value)
