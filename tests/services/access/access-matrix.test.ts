import { beforeAll, describe, expect, test } from 'vitest'
import type { ToolFailure, ToolResult } from '../../../src/lib/tool-result.ts'
import type { Actor } from '../../../src/services/access/actor.ts'
import { findTool, tools } from '../../../tools/registry.ts'
import { runTool } from '../../../tools/run-tool.ts'
import { ASKERS, POLICY, TOOL_LINES, type Asker, type ToolLine } from '../../support/policy-table.ts'
import { makeShop, testActor, testContext, testVault } from '../../support/shop.ts'
import { CONTACTS, OTHER, OWN, plantTwoCustomers } from '../../../evals/attacks/two-customers.ts'

const store = makeShop({})
plantTwoCustomers(store, testVault)

const actorOf = (asker: Asker): Actor =>
  asker === 'bound_bot' || asker === 'unbound_bot'
    ? testActor('service_bot', { boundCustomerId: asker === 'bound_bot' ? OWN : null })
    : testActor(asker, { sharedChannel: asker === 'slack_guest' })

type Object_ = 'nobody' | 'own' | 'other' | 'missing'
type By = NonNullable<ToolLine['by']>[number]

const IDS = {
  customer_id: { own: OWN, other: OTHER, missing: 'C-NONE' },
  order_id: { own: 'O-OWN', other: 'O-OTHER', missing: 'O-NONE' },
} as const

/** The call of one cell; null where the tool takes no such call. */
function argsOf(line: ToolLine, object: Object_, by: By | null): Record<string, unknown> | null {
  if (object === 'nobody' || by === null) return line.args === null ? null : { ...line.args }
  if (by === 'filter') {
    return { ...line.besides, filters: [{ field: 'customer_id', op: 'eq', value: IDS.customer_id[object] }] }
  }
  return { ...line.besides, [by]: IDS[by][object] }
}

type Expected = 'let in' | 'refused' | 'unknown' | 'refused or unknown'

/** What the policy says of a cell. */
function expected(line: ToolLine, asker: Asker, object: Object_): Expected {
  if (object === 'nobody') {
    const may = POLICY[line.row].includes(asker) || (asker === 'bound_bot' && line.ownUnasked === true)
    return may ? 'let in' : 'refused'
  }
  if (line.row === 'personal export, erasure') return POLICY[line.row].includes(asker) ? 'let in' : 'refused'
  if (line.noBots === true) return POLICY['customer rows'].includes(asker) ? 'let in' : 'refused'
  // Whoever is named makes it a question about a customer, whatever the tool is.
  if (asker === 'bound_bot') return object === 'own' ? 'let in' : 'unknown'
  if (asker === 'unbound_bot') return 'refused or unknown'
  return POLICY['customer rows'].includes(asker) ? 'let in' : 'refused'
}

function outcome(result: ToolResult): Exclude<Expected, 'refused or unknown'> {
  if (result.ok) return 'let in'
  if (result.error.code === 'FORBIDDEN') return 'refused'
  return result.error.code === 'NOT_FOUND' ? 'unknown' : 'let in'
}

interface Cell {
  readonly tool: string
  readonly asker: Asker
  readonly object: Object_
  readonly by: By | null
  readonly args: Record<string, unknown>
  readonly expected: Expected
}

const cells: readonly Cell[] = Object.entries(TOOL_LINES).flatMap(([tool, line]) =>
  ASKERS.flatMap((asker) =>
    ([null, ...(line.by ?? [])] as const).flatMap((by) =>
      (by === null ? (['nobody'] as const) : (['own', 'other', 'missing'] as const)).flatMap((object) => {
        const args = argsOf(line, object, by)
        return args === null ? [] : [{ tool, asker, object, by, args, expected: expected(line, asker, object) }]
      }),
    ),
  ),
)

const contactsOf = (id: typeof OWN | typeof OTHER): readonly string[] => Object.values(CONTACTS[id])
/** Roles that never read a contact in the clear by calling a tool. */
const MASKED: readonly Asker[] = ['analyst', 'slack_user', 'slack_guest', 'unbound_bot', 'writer']

/** What a result shows that this asker may not see. */
function leaks({ asker }: Cell, result: ToolResult): string[] {
  const said = JSON.stringify(result)
  const hidden = [
    ...(MASKED.includes(asker) ? [...contactsOf(OWN), ...contactsOf(OTHER)] : []),
    ...(asker === 'bound_bot' ? [...contactsOf(OTHER), ...contactsOf(OWN).slice(1)] : []),
    ...(asker === 'bound_bot' && result.ok ? [OTHER, 'O-OTHER'] : []),
    ...(asker === 'slack_guest' && result.ok ? [OWN, OTHER, 'O-OWN', 'O-OTHER', 'O-GUEST'] : []),
  ]
  return hidden.filter((text) => said.includes(text))
}

test('every tool has its line, and every line its tool', () => {
  expect(Object.keys(TOOL_LINES).toSorted()).toEqual(tools.map(({ name }) => name).toSorted())
})

function call({ tool: name, asker, args }: Cell): Promise<ToolResult> {
  const tool = findTool(name)
  if (tool === undefined) throw new Error(`there is no tool ${name}`)
  const contextFor = () => testContext(store, '2026-06-30', { actor: actorOf(asker) })
  return runTool({ tool, args, resultId: 'r1', contextFor })
}

describe('role by tool by object', () => {
  const results = new Map<Cell, ToolResult>()
  beforeAll(async () => {
    for (const cell of cells) {
      results.set(cell, await call(cell))
    }
  })
  const nameOf = ({ tool, asker, object, by }: Cell): string => `${tool} / ${asker} / ${by ?? ''} ${object}`
  const failureOf = (result: ToolResult | undefined): ToolFailure['error'] | null =>
    result === undefined || result.ok ? null : result.error

  test('is as the policy says in every cell', () => {
    const wrong = cells.flatMap((cell) => {
      const result = results.get(cell)
      if (result === undefined) return [`${nameOf(cell)}: not run`]
      const { object } = cell
      const code = result.ok ? 'ok' : result.error.code
      const found = outcome(result)
      const right =
        cell.expected === 'refused or unknown'
          ? found !== 'let in'
          : found === cell.expected || (cell.expected === 'let in' && found === 'unknown' && mayBeMissing(cell))
      return right && code !== 'INTERNAL' && (object !== 'other' || code !== 'INVALID_INPUT')
        ? []
        : [`${nameOf(cell)}: ${cell.expected}, got ${code} ${result.ok ? '' : result.error.message}`]
    })
    expect(wrong).toEqual([])
    expect(cells.length).toBeGreaterThan(1000)
  })

  test('shows nobody what is not theirs', () => {
    const shown = cells.flatMap((cell) => {
      const result = results.get(cell)
      return result === undefined ? [] : leaks(cell, result).map((text) => `${nameOf(cell)}: ${text}`)
    })
    expect(shown).toEqual([])
  })

  test('reads the same for a bot whether somebody is not theirs or does not exist', () => {
    const differences: string[] = []
    let compared = 0
    for (const cell of cells) {
      if (cell.object !== 'other' || (cell.asker !== 'bound_bot' && cell.asker !== 'unbound_bot')) continue
      const twin = cells.find(
        (one) => one.tool === cell.tool && one.asker === cell.asker && one.by === cell.by && one.object === 'missing',
      )
      if (twin === undefined) throw new Error(`no twin of ${nameOf(cell)}`)
      const [said, read] = [cell, twin].map((one) =>
        JSON.stringify(failureOf(results.get(one))).replaceAll(/[CO]-(?:OTHER|NONE)/g, 'ID'),
      )
      compared += 1
      if (said !== read) differences.push(`${nameOf(cell)}: ${said} | ${read}`)
    }
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(30)
  })
})

/** Somebody who does not exist is not found by those who may look; an audience or a campaign that the shop never had neither. */
const mayBeMissing = ({ tool, object }: Cell): boolean =>
  object === 'missing' || tool === 'export_audience' || tool === 'evaluate_campaign'
