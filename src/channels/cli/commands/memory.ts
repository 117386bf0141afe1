import type { Command } from 'commander'
import { forget, listMemories } from '../../../services/memory/memory.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'

export function addMemoryCommand(program: Command, { run }: CommandContext): void {
  const memory = program.command('memory').description('what you asked to be kept in mind: list, forget')
  memory
    .command('list')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  kith memory list')
    .action(
      run(async ({ runtime, output }) => {
        const memories = listMemories({ ctx: runtime.contextFor(cliActor()) })
        if (output.json) printJson(output, memories)
        else for (const { id, asked_on, words } of memories) output.out(`${id}  ${asked_on}  ${words}\n`)
        return EXIT.done
      }),
    )
  memory
    .command('forget <id>')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  kith memory forget m_1f0c')
    .action(
      run(async ({ runtime, output, args: [id = ''] }) => {
        forget({ ctx: runtime.contextFor(cliActor()), input: { ids: [id] } })
        if (output.json) printJson(output, { forgotten: id })
        else output.out(`Forgot ${id}.\n`)
        return EXIT.done
      }),
    )
}
