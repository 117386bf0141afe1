import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { canonicalJson } from '../../src/lib/canonical-json.ts'
import type { Answer } from '../../src/lib/answer.ts'
import type { PeriodFrame } from '../../src/lib/periods.ts'
import type { KithAgent } from '../../src/agent/create-kith-agent.ts'
import { actorFor } from './actor-for.ts'
import { settledArgs } from './compare-args.ts'
import { gradeAnswer, type Grades } from './grade-answer.ts'
import { MEASURES } from './measures.ts'
import { openEvalShop } from './open-eval-shop.ts'
import { readOwnSet } from './own-questions.ts'
import { readPublicQuestions } from './public-questions.ts'
import type { Oracle, Question } from './question.ts'
import { confusionTable, summarise, type GradedQuestion } from './summarise.ts'
import { readCassettes, type Cassette } from './tapes/cassette.ts'
import { recordTape } from './tapes/record-tape.ts'
import { replayTape } from './tapes/replay-tape.ts'
import type { Tape } from './tapes/tape.ts'

type Tier = Parameters<typeof openEvalShop>[0]['tier']

const HELP =
  'usage: npm run -s eval -- [--set NAME|FILE] [--tier T0|T1|T2] [--runs K] [--home FOLDER] [--only PREFIX] [--every N] [--record FOLDER] [--json]'

const { values: options } = parseArgs({
  options: {
    set: { type: 'string' },
    tier: { type: 'string', default: 'T0' },
    runs: { type: 'string', default: '2' },
    home: { type: 'string' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    record: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Sets of our own, by name; anything else is a file of the public form. */
const OWN_SETS = [
  'templated',
  'paraphrases',
  'held-out',
  'fresh',
  'wide',
  'unseen',
  'newcomer',
  'newcomer-2',
  'newcomer-3',
  'newcomer-4',
]
/** Sets that show how far understanding reaches; no bar is set for them. */
const WITHOUT_BAR = ['held-out', 'fresh', 'wide', 'unseen', 'newcomer', 'newcomer-2', 'newcomer-3', 'newcomer-4']
/** Recorded conversations, asked by their own set or by tier T1. */
const CASSETTES = join(import.meta.dirname, 'cassettes')
const isReplay = options.set === 'cassettes' || (options.tier === 'T1' && options.set === undefined)
const tier = isReplay ? 'T1' : options.tier
const setName = isReplay
  ? 'cassettes'
  : options.set === undefined
    ? 'templated'
    : OWN_SETS.includes(options.set)
      ? options.set
      : 'file'

function readSet(cassettes: readonly Cassette[]): { questions: readonly Question[]; oracles: readonly Oracle[] } {
  if (isReplay) {
    return { questions: cassettes.map(({ question }) => question), oracles: cassettes.map(({ oracle }) => oracle) }
  }
  if (setName === 'file') return readPublicQuestions(options.set ?? '')
  return readOwnSet(setName)
}

/** What stands between the agent and a provider: cassettes, a recorder, or nothing. */
async function openTape(cassettes: readonly Cassette[]): Promise<Tape | null> {
  if (isReplay) return replayTape(cassettes)
  if (options.record === undefined) return null
  return recordTape({
    upstream: process.env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1',
    folder: options.record,
    model: process.env['KITH_MODEL'] ?? 'default',
    today: new Date().toISOString().slice(0, 10),
  })
}

/** Why these options cannot run; null when they can. */
function objection(cassettes: readonly Cassette[]): string | null {
  if (tier !== 'T0' && tier !== 'T1' && tier !== 'T2') return `there is no tier ${tier}; T0, T1 and T2 can run`
  if (tier === 'T1' && !isReplay) return 'tier T1 replays evals/agent/cassettes and takes no other set'
  if (isReplay && cassettes.length === 0) {
    return 'evals/agent/cassettes holds no recording; the README there says how to make one'
  }
  return options.record !== undefined && tier !== 'T2' ? 'only live traffic (--tier T2) can be recorded' : null
}

async function answerQuestion(agent: KithAgent, question: Question): Promise<Answer> {
  const actor = actorFor(question)
  const customerId = question.bound_customer ?? undefined
  let threadId: string | undefined
  for (const earlier of question.history) {
    threadId = (await agent.ask({ actor, question: earlier, threadId, customerId })).thread_id
  }
  return agent.ask({ actor, question: question.question, threadId, customerId })
}

/** What must be the same each time: everything but ids of threads and of proposals, and times. */
const essence = ({ kind, text, tool_calls: calls, missing, options: offered, reason_code: reason }: Answer): string =>
  canonicalJson({
    kind,
    text: text.replaceAll(/\bP-[0-9a-f-]{36}\b/g, 'P-?'),
    missing,
    offered,
    reason,
    calls: calls.map(({ name, args }) => ({ name, args })),
  })

/** Calls with what their arguments amount to. */
const callsOf = (answer: Answer | undefined, frame: PeriodFrame): string =>
  canonicalJson((answer?.tool_calls ?? []).map(({ name, args }) => ({ name, args: settledArgs(args, frame) })))

/** What an answer states in numbers and dates; names of groups are words, and differ between languages. */
const figuresOf = (answer: Answer | undefined): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ...(answer?.facts ?? []).flatMap(({ ref, unit, value }) => (isFigure(value, unit) ? [[ref, value] as const] : [])),
    ...(answer?.tables ?? []).flatMap(({ result_id: id, columns, rows }) =>
      columns.flatMap(({ key, unit }) =>
        rows.flatMap((row, at) => {
          const value = row[key]
          return isFigure(value, unit) ? [[`${id}.table[${at}].${key}`, value] as const] : []
        }),
      ),
    ),
  ])

const isFigure = (value: unknown, unit: string): boolean => typeof value === 'number' || unit === 'date'

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(`${HELP}\n`)
    return 0
  }
  const cassettes = isReplay ? readCassettes(CASSETTES) : []
  const refused = objection(cassettes)
  if (refused !== null) {
    process.stderr.write(`${refused}\n${HELP}\n`)
    return 2
  }
  const measure = MEASURES[options.set ?? '']
  if (measure !== undefined) {
    const { outcome, ok } = await measure({ home: options.home, every: Number(options.every) })
    const document = { ...measuredOn(), tier, ...outcome }
    writeResultFile(`eval-${options.set}`, document)
    process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`)
    return ok ? 0 : 1
  }
  const { questions, oracles } = readSet(cassettes)
  const oracleOf = new Map(oracles.map((oracle) => [oracle.id, oracle]))
  const tape = await openTape(cassettes)
  const { kith, frame } = await openEvalShop({ home: options.home, tier: tier as Tier, baseUrl: tape?.baseUrl })
  const agent = await kith.agent()
  const started = performance.now()
  const graded: GradedQuestion[] = []
  for (const question of questions) {
    const oracle = oracleOf.get(question.id)
    if (oracle === undefined || (options.only !== undefined && !question.id.startsWith(options.only))) continue
    const answers: Answer[] = []
    const grades: Grades[] = []
    for (let run = 0; run < Number(options.runs); run += 1) {
      tape?.begin(question)
      const answer = await answerQuestion(agent, question)
      answers.push(answer)
      const traffic = tape === null ? {} : { traffic: tape.end(question, oracle) }
      grades.push({ ...gradeAnswer(question, oracle, answer, frame), ...traffic })
    }
    const same = new Set(answers.map(essence)).size === 1
    graded.push({
      question,
      oracle,
      grades,
      called: answers[0]?.tool_calls[0]?.name ?? answers[0]?.kind ?? 'nothing',
      same,
      kind: answers[0]?.kind ?? 'nothing',
      calls: callsOf(answers[0], frame),
      figures: figuresOf(answers[0]),
    })
  }
  await kith.close()
  await tape?.close()
  const bar = JSON.parse(readFileSync(join(import.meta.dirname, 'bar.json'), 'utf8')) as {
    pass_at_1: number
    pass_all_k: number
  }
  const summary = summarise(graded)
  const failed = isReplay
    ? summary.pass_at_1 < 1
    : !WITHOUT_BAR.includes(setName) && (summary.pass_at_1 < bar.pass_at_1 || summary.pass_all_k < bar.pass_all_k)
  const seconds = Math.round((performance.now() - started) / 1000)
  if (options.only === undefined) writeResults({ ...summary, bar, seconds }, graded)
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  else
    process.stdout.write(
      `${confusionTable(graded)}\n${JSON.stringify({ ...summary, bar, failures: undefined }, null, 1)}\n${summary.failures.map((line) => `${line.id}: ${line.question}\n   ${line.why}`).join('\n')}\n`,
    )
  return failed ? 1 : 0
}

/** Commit and machine, as every result file names them. */
function measuredOn(): { readonly commit: string; readonly machine: string; readonly seed: string } {
  let commit = 'unknown'
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    // A copy without its history still gives figures.
  }
  const machine = `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}, Node ${process.version}`
  return { commit, machine, seed: 'none: nothing is random' }
}

function writeResultFile(name: string, document: object): void {
  const folder = join(import.meta.dirname, '../results')
  mkdirSync(folder, { recursive: true })
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(join(folder, `${name}.${date}.json`), `${JSON.stringify(document)}\n`)
}

function writeResults(
  summary: ReturnType<typeof summarise> & { readonly seconds: number; readonly bar: object },
  graded: readonly GradedQuestion[],
): void {
  const raw = graded.map(({ question, grades, called, same }) => ({ id: question.id, called, same, grades }))
  const shown = setName === 'file' ? basename(options.set ?? '', '.jsonl') : setName
  const suffix = shown === 'templated' ? '' : `-${shown}`
  writeResultFile(`eval${suffix}`, {
    ...measuredOn(),
    tier,
    runs: Number(options.runs),
    ...summary,
    raw,
  })
}

process.exitCode = await main()
