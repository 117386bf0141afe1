import { CommanderError, type Command } from 'commander'
import type { Answer, Language } from '../../../lib/answer.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import { keepHistory, readHistory } from '../../../services/threads/question-history.ts'
import type { Runtime } from '../../runtime.ts'
import { cliActor, type ActorOptions } from '../actor.ts'
import { converse } from '../converse.ts'
import type { CliEnvironment, CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printError, printJson, type Output } from '../print.ts'
import { progressLine } from '../progress-line.ts'
import { readInput } from '../read-input.ts'
import { nextQuestions, renderAnswer } from '../render-answer.ts'

interface AskOptions extends ActorOptions {
  readonly thread?: string
  readonly asOf?: string
  readonly lang?: string
}

export function addAskCommand(program: Command, { environment, run }: CommandContext): void {
  program
    .command('ask [question]')
    .description('ask in English or Chinese; without a question, by turns until Ctrl-D, or what a pipe holds')
    .option('--thread <id>', 'go on with an earlier conversation')
    .option('--as-of <date>', 'answer as of the end of that day')
    .option('--lang <language>', 'en or zh; otherwise the language of the question')
    .option('--role <role>', 'try another role')
    .option('--customer <id>', 'the customer that a service_bot is bound to')
    .option('--json', 'the whole answer as one JSON document')
    .addHelpText(
      'after',
      `
Examples:
  kith ask "Which five regions brought the most net revenue last quarter?"
  kith ask "上个月的客单价是多少?" --json
  echo "How many orders last month?" | kith ask
  kith ask                     # by turns; a number picks an option, Ctrl-C stops an answer`,
    )
    .action(
      run<AskOptions>(async ({ runtime, output, options, args: [given] }) => {
        const { terminal } = environment
        if (given === undefined && terminal.input.isTTY === true) {
          if (output.json) throw new CommanderError(2, 'kith.ask', 'error: --json needs a question')
          await talk({ runtime, output, environment, options })
          return EXIT.done
        }
        const question = given ?? (await readInput(terminal.input))
        if (question === '') throw new CommanderError(2, 'kith.ask', 'error: there is no question')
        const answer = await askOnce(runtime, options, { question, signal: environment.signal })
        if (output.json) printJson(output, answer)
        else output.out(renderAnswer(answer, { terminal, labels: runtime.labels(answer.language), numbered: false }))
        return EXIT.done
      }),
    )
}

interface Question {
  readonly question: string
  readonly threadId?: string | undefined
  readonly signal: AbortSignal
  readonly onStep?: (words: string) => void
}

async function askOnce(
  runtime: Runtime,
  options: AskOptions,
  { question, threadId, signal, onStep }: Question,
): Promise<Answer> {
  const agent = await runtime.agent()
  return agent.ask({
    actor: cliActor(options),
    question,
    threadId: threadId ?? options.thread,
    asOf: options.asOf,
    language: parseLanguage(options.lang),
    signal,
    onEvent: (event) => {
      if (event.type === 'step_started') onStep?.(event.words)
    },
  })
}

interface Talk {
  readonly runtime: Runtime
  readonly output: Output
  readonly environment: CliEnvironment
  readonly options: AskOptions
}

/** A conversation by turns: each answer goes on in the thread of the one before. */
function talk({ runtime, output, environment, options }: Talk): Promise<void> {
  const { terminal } = environment
  const progress = progressLine(environment)
  let threadId: string | undefined
  return converse({
    terminal,
    history: readHistory(runtime.home),
    keepHistory: (questions) => keepHistory(runtime.home, questions),
    turn: async (question, signal) => {
      progress.show('…')
      try {
        const answer = await askOnce(runtime, options, { question, threadId, signal, onStep: progress.show })
        threadId = answer.thread_id
        progress.clear()
        const labels = runtime.labels(answer.language)
        output.out(`\n${renderAnswer(answer, { terminal, labels, numbered: true })}\n`)
        return nextQuestions(answer).map((next) => next.question)
      } catch (error) {
        progress.clear()
        if (signal.aborted) output.out('Stopped.\n')
        else printError(output, error)
        return null
      }
    },
  })
}

function parseLanguage(text: string | undefined): Language | undefined {
  if (text === undefined || text === 'en' || text === 'zh') return text
  throw new InvalidInputError(`Kith does not answer in '${text}'`, {
    field: 'lang',
    hint: 'Use en or zh, or leave it out.',
  })
}
