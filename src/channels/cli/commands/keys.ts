import { CommanderError, type Command } from 'commander'
import { urlToOpen } from '../../../lib/url-to-open.ts'
import { createKey } from '../../../services/keys/create-key.ts'
import { createWriteKey } from '../../../services/keys/create-write-key.ts'
import { listKeys } from '../../../services/keys/list-keys.ts'
import { revokeKey } from '../../../services/keys/revoke-key.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addKeysCommand(program: Command, { run }: CommandContext): void {
  const keys = program.command('keys').description('API keys: make, list, revoke')
  keys
    .command('create')
    .description('make a key and a one-time sign-in link; both are shown once')
    .option('--role <role>', 'admin, analyst, marketer, privacy_officer or service_bot')
    .option('--write', 'a write key instead: it sends events (POST /v1/batch) and reads nothing')
    .option('--name <name>', 'whose or what it is', 'unnamed')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  kith keys create --role marketer --name Mei\n  kith keys create --write --name website',
    )
    .action(
      run<{ role?: string; write?: boolean; name: string }>(async ({ runtime, output, options }) => {
        if ((options.role === undefined) === (options.write !== true)) {
          throw new CommanderError(
            2,
            'kith.role',
            'error: a key needs --role ROLE, or --write to send events: one of the two',
          )
        }
        if (options.write === true) {
          const key = createWriteKey({ ctx: runtime.contextFor(cliActor()), input: { name: options.name } })
          if (output.json) printJson(output, { id: key.id, key: key.token, role: 'writer', name: key.name })
          else output.out(`Write key (shown once): ${key.token}\nSends events to POST /v1/batch and reads nothing.\n`)
          return EXIT.done
        }
        const { role } = cliActor({ role: options.role })
        const key = createKey({ ctx: runtime.contextFor(cliActor()), input: { name: options.name, role } })
        const address = Object.fromEntries(runtime.config())
        const link = `${urlToOpen(String(address['HOST']), Number(address['PORT']))}/sign-in#${key.signInToken}`
        if (output.json)
          printJson(output, { id: key.id, key: key.token, role: key.role, name: key.name, sign_in: link })
        else output.out(`Key (shown once):  ${key.token}\nRole:              ${key.role}\nSign in once with: ${link}\n`)
        return EXIT.done
      }),
    )
  keys
    .command('list')
    .description('every key, without its secret')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith keys list')
    .action(
      run(async ({ runtime, output }) => {
        const rows = listKeys({ ctx: runtime.contextFor(cliActor()) })
        if (output.json) printJson(output, rows)
        else
          for (const row of rows)
            output.out(
              `${row.id}  ${row.hint}  ${row.role}  ${row.name}${row.revoked_at === null ? '' : '  revoked'}\n`,
            )
        return EXIT.done
      }),
    )
  keys
    .command('revoke <id>')
    .description('take a key back; the next request with it is refused')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith keys revoke K-1')
    .action(
      run(async ({ runtime, output, args: [id = ''] }) => {
        revokeKey({ ctx: runtime.contextFor(cliActor()), input: { id } })
        if (output.json) printJson(output, { revoked: id })
        else output.out(`Revoked ${id}.\n`)
        return EXIT.done
      }),
    )
}
