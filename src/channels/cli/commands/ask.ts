import type { Command } from 'commander'
import type { Answer, Language } from '../../../lib/answer.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import { cliActor, type ActorOptions } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson } from '../print.ts'
import { renderRows } from '../render-table.ts'

interface AskOptions extends ActorOptions {
  readonly thread?: string
  readonly asOf?: string
  readonly lang?: string
}

export function addAskCommand(program: Command, { environment, run }: CommandContext): void {
  program
    .command('ask <question>')
    .description('ask one question in English or Chinese')
    .option('--thread <id>', 'go on with an earlier conversation')
    .option('--as-of <date>', 'answer as of the end of that day')
    .option('--lang <language>', 'en or zh; otherwise the language of the question')
    .option('--role <role>', 'try another role')
    .option('--customer <id>', 'the customer that a service_bot is bound to')
    .option('--json', 'the whole answer as one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  kith ask "Which five regions brought the most net revenue last quarter?"\n  kith ask "上个月的客单价是多少?" --json',
    )
    .action(
      run<AskOptions>(async ({ runtime, output, options, args: [question = ''] }) => {
        const agent = await runtime.agent()
        const answer = await agent.ask({
          actor: cliActor(options),
          question,
          threadId: options.thread,
          asOf: options.asOf,
          language: parseLanguage(options.lang),
          signal: environment.signal,
        })
        if (output.json) printJson(output, answer)
        else output.out(renderAnswer(answer, runtime.labels(answer.language)))
        return EXIT.done
      }),
    )
}

function parseLanguage(text: string | undefined): Language | undefined {
  if (text === undefined || text === 'en' || text === 'zh') return text
  throw new InvalidInputError(`Kith does not answer in '${text}'`, {
    field: 'lang',
    hint: 'Use en or zh, or leave it out.',
  })
}

/** An answer for a terminal: the text, the tables, what to do next, and what it rests on. */
function renderAnswer(answer: Answer, labels: Readonly<Record<string, string>>): string {
  const chinese = answer.language === 'zh'
  const parts = [answer.text.replaceAll('**', '')]
  for (const table of answer.tables)
    if (table.rows.length > 0) parts.push(renderRows(table, { language: answer.language, labels }))
  for (const option of answer.options) parts.push(`  - ${option.label}: ${option.question}`)
  if (answer.assumptions.length > 0) parts.push(answer.assumptions.join('\n'))
  if (answer.follow_ups.length > 0)
    parts.push(
      `${chinese ? '接下来可以问' : 'You could ask next'}:\n${answer.follow_ups.map((text) => `  - ${text}`).join('\n')}`,
    )
  const model = answer.model.provider === 'embedded' ? (chinese ? '内置规划器' : 'built-in planner') : answer.model.name
  parts.push(`[${chinese ? '截至' : 'as of'} ${answer.as_of.slice(0, 10)} · ${model} · --thread ${answer.thread_id}]`)
  return `${parts.join('\n\n')}\n`
}
