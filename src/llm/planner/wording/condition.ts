import { KithError } from '../../../lib/errors.ts'
import type { ToolSuccess } from '../../../lib/tool-result.ts'

/** What a wording is chosen and filled from. */
export interface WordingScene {
  readonly result: ToolSuccess
  readonly args: Readonly<Record<string, unknown>>
  /** The question that the words answer; empty where only facts count. */
  readonly question?: string
}

export type Condition = (scene: WordingScene) => boolean

const hasFact = ({ result }: WordingScene, id: string): boolean =>
  result.facts.some((fact) => fact.id === id && fact.value !== null)
const rowCount = ({ result }: WordingScene): number => result.table?.rows.length ?? 0

const TERMS: readonly (readonly [RegExp, (match: RegExpExecArray) => Condition])[] = [
  [
    /^has ([a-z]\w*)$/,
    ([, id = '']) =>
      (scene) =>
        hasFact(scene, id),
  ],
  [
    /^no ([a-z]\w*)$/,
    ([, id = '']) =>
      (scene) =>
        !hasFact(scene, id),
  ],
  [
    /^rows >= (\d+)$/,
    ([, count]) =>
      (scene) =>
        rowCount(scene) >= Number(count),
  ],
  [
    /^rows = (\d+)$/,
    ([, count]) =>
      (scene) =>
        rowCount(scene) === Number(count),
  ],
  [
    /^arg ([a-z]\w*)$/,
    ([, name = '']) =>
      ({ args }) =>
        args[name] !== undefined && args[name] !== null,
  ],
  [
    /^arg ([a-z]\w*) = (\S+)$/,
    ([, name = '', value]) =>
      ({ args }) =>
        includesValue(args[name], value ?? ''),
  ],
  [
    /^asks why$/,
    () =>
      ({ question = '' }) =>
        WHY.test(question),
  ],
  [
    /^gate$/,
    () =>
      ({ result }) =>
        result.gate !== null,
  ],
]

const WHY = /\b(?:why|how come|reasons?)\b|为什么|为何|为啥|原因|理由/i

const includesValue = (given: unknown, value: string): boolean =>
  Array.isArray(given) ? given.length === 1 && String(given[0]) === value : String(given) === value

/**
 * Reads a condition of a wording: `has FACT`, `no FACT`, `rows >= N`, `rows = N`, `arg NAME`, `arg NAME = VALUE`, `asks why`,
 * `gate`, joined by ` and `, each negated by `not `. An argument that is a list of one equals its member.
 *
 * @throws {KithError} when a part is none of these
 */
export function parseCondition(text: string): Condition {
  const parts = text.split(' and ').map((raw): Condition => {
    const negated = raw.trim().startsWith('not ')
    const term = negated ? raw.trim().slice(4).trim() : raw.trim()
    for (const [pattern, make] of TERMS) {
      const match = pattern.exec(term)
      if (match === null) continue
      const condition = make(match)
      return negated ? (scene) => !condition(scene) : condition
    }
    throw new KithError('INVALID_INPUT', `'${term}' is not a condition`, {
      hint: 'Use has FACT, no FACT, rows >= N, rows = N, arg NAME, arg NAME = VALUE, asks why or gate, joined by " and ".',
    })
  })
  return (scene) => parts.every((part) => part(scene))
}
