import type { Answer } from '../../src/lib/answer.ts'
import type { PeriodFrame } from '../../src/lib/periods.ts'
import { compareArgs } from './compare-args.ts'
import type { Oracle, OracleCall, Question } from './question.ts'

export const DIMENSIONS = [
  'capability',
  'arguments',
  'clarification',
  'refusal',
  'language',
  'grounding',
  'traffic',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** What is wrong with an answer, by dimension; a dimension that does not apply is absent. */
export type Grades = Readonly<Partial<Record<Dimension, string | null>>>

/** Judges an answer by its fields alone; no model is asked. */
export function gradeAnswer(question: Question, oracle: Oracle, answer: Answer, frame: PeriodFrame): Grades {
  const spoken = answer.language === question.lang ? null : `answered in ${answer.language}`
  const common: Grades = {
    language: spoken,
    grounding: answer.grounding.unsupported === 0 ? null : `${answer.grounding.unsupported} figures without a source`,
  }
  if (oracle.expect === 'clarify') return { ...common, clarification: gradeClarify(oracle, answer) }
  if (oracle.expect === 'decline') return { ...common, refusal: gradeDecline(oracle, answer) }
  const capability = gradeCapability(oracle, answer)
  if (oracle.args === null || capability !== null) return { ...common, capability }
  return { ...common, capability, arguments: gradeArguments(oracle, answer, frame) }
}

function gradeClarify(oracle: Oracle, answer: Answer): string | null {
  if (answer.kind !== 'clarify') return `kind ${answer.kind}, not clarify`
  // What is missing has no fixed name: two to four readings must be offered.
  if (oracle.missing === undefined) {
    const offered = answer.options.length
    return offered >= 2 && offered <= 4 ? null : `offers ${offered} readings`
  }
  const wanted = [...(oracle.missing ?? [])].toSorted().join(', ')
  const asked = [...answer.missing].toSorted().join(', ')
  return wanted === asked ? null : `asks for ${asked}, not ${wanted}`
}

function gradeDecline(oracle: Oracle, answer: Answer): string | null {
  if (answer.kind !== 'decline') return `kind ${answer.kind}, not decline`
  // A call that was refused or found nothing to read told nobody anything.
  const served = answer.tool_calls.filter((call) => call.ok)
  if (served.length > 0) return `called ${served.map((call) => call.name).join(', ')}`
  const wrongReason = oracle.reason_code !== undefined && oracle.reason_code !== answer.reason_code
  return wrongReason ? `reason ${answer.reason_code}, not ${oracle.reason_code}` : null
}

/** The calls that count as right: any of the oracle's tools, or an alternative. */
const rightCalls = ({ tools, args, also = [] }: Oracle): readonly OracleCall[] => [
  ...tools.map((tool) => ({ tool, args: args ?? ANY })),
  ...also,
]

const ANY = { '...': true }

function gradeCapability(oracle: Oracle, answer: Answer): string | null {
  const called = answer.tool_calls.map((call) => call.name)
  if (oracle.tools.length === 0) return called.length === 0 ? null : `called ${called.join(', ')}, none was needed`
  const left = (oracle.every ?? []).filter(({ tool }) => !called.includes(tool)).map(({ tool }) => tool)
  if (left.length > 0) return `left out ${left.join(', ')}`
  const right = rightCalls(oracle)
  if (right.some(({ tool }) => called.includes(tool)) && answer.kind === oracle.expect) return null
  return `${answer.kind}${answer.reason_code === null ? '' : ` (${answer.reason_code})`}, called ${called.join(', ') || 'nothing'}, not ${right.map(({ tool }) => tool).join(' or ')}`
}

function gradeArguments(oracle: Oracle, answer: Answer, frame: PeriodFrame): string | null {
  if (oracle.every !== undefined) {
    const wrong = oracle.every.flatMap((part) => nearest([part], answer, frame))
    return wrong.length === 0 ? null : wrong.join('; ')
  }
  const wrong = nearest(rightCalls(oracle), answer, frame)
  return wrong.length === 0 ? null : wrong.join('; ')
}

/** What is wrong with the call that comes nearest to one of the right ones. */
function nearest(right: readonly OracleCall[], answer: Answer, frame: PeriodFrame): readonly string[] {
  const differences = right.flatMap(({ tool, args }) => {
    const { '...': partial, ...expected } = args
    return answer.tool_calls
      .filter((call) => call.name === tool)
      .map((call) => {
        const given =
          partial === true
            ? Object.fromEntries(Object.entries(call.args).filter(([name]) => name in expected))
            : call.args
        return compareArgs(expected, given, frame)
      })
  })
  return differences.toSorted((a, b) => a.length - b.length)[0] ?? []
}
