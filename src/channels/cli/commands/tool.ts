import type { Command } from 'commander'
import { InvalidInputError } from '../../../lib/errors.ts'
import { describeTool } from '../../../../tools/describe-tool.ts'
import { tools } from '../../../../tools/registry.ts'
import { cliActor, type ActorOptions } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'
import { renderTable } from '../render-table.ts'

interface ToolOptions extends ActorOptions {
  readonly args?: string
  readonly lang?: string
}

export function addToolCommands(program: Command, { environment, run }: CommandContext): void {
  program
    .command('tool <name>')
    .description('call one tool directly; the result is the same as inside an answer')
    .option('--args <json>', 'its arguments as a JSON object')
    .option('--role <role>', 'try another role')
    .option('--customer <id>', 'the customer that a service_bot is bound to')
    .option('--lang <language>', 'en or zh')
    .option('--json', 'the whole result as one JSON document')
    .addHelpText(
      'after',
      `\nExample: kith tool query_metrics --args '{"metrics":["net_revenue"],"period":"last_month"}' --json`,
    )
    .action(
      run<ToolOptions>(async ({ runtime, output, options, args: [name = ''] }) => {
        const language = options.lang === 'zh' ? 'zh' : 'en'
        const result = await runtime.callTool(cliActor(options), name, parseArguments(options.args), { language })
        if (output.json) printJson(output, result)
        else if (!result.ok) output.err(`${result.error.message}\n${result.error.hint ?? ''}\n`)
        else {
          const columns = environment.terminal.columns()
          output.out(renderTable(result, { language, labels: runtime.labels(language), columns }))
        }
        return result.ok ? EXIT.done : EXIT.failed
      }),
    )
  program
    .command('tools')
    .description('list the tools with their arguments')
    .option('--json', 'with JSON schemas')
    .addHelpText('after', '\nExample: kith tools --json')
    .action(
      run(async ({ output }) => {
        if (output.json) {
          printJson(output, tools.map(describeTool))
        } else {
          for (const tool of tools)
            output.out(
              `${tool.name}\n  ${tool.description}\n  arguments: ${[...Object.keys(tool.input.shape), 'as_of'].join(', ')}\n`,
            )
        }
        return EXIT.done
      }),
    )
}

function parseArguments(text = '{}'): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new InvalidInputError(`--args is not JSON: ${text}`, {
      field: 'args',
      hint: `Quote it for the shell, for example --args '{"limit":5}'.`,
      cause,
    })
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidInputError('--args must be a JSON object', {
      field: 'args',
      hint: `For example --args '{"limit":5}'.`,
    })
  }
  return { ...value }
}
