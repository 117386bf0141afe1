import { z } from 'zod'
import { createKithAgent, type KithAgent, type KithAgentOptions } from '../../src/agent/create-kith-agent.ts'
import { createLog } from '../../src/lib/log.ts'
import { parseAsOf } from '../../src/lib/as-of.ts'
import type { ServiceContext } from '../../src/services/context.ts'
import type { ServiceResult } from '../../src/services/service-result.ts'
import type { Store } from '../../src/store/open.ts'
import { defineTool, type ToolDefinition } from '../../tools/define-tool.ts'
import { testContext, testShop } from './shop.ts'
import { ScriptedModel, type Script } from './scripted-model.ts'

export const evidence: ServiceResult<unknown>['evidence'] = {
  period: null,
  population: 'all customers',
  rows_used: 3,
  rows_left_out: {},
  definition: [],
  method: 'count',
  model: null,
  sql: [],
}

/** A tool that gives the same result whatever it is asked. */
export const fixedTool = (
  name: string,
  result: Omit<ServiceResult<unknown>, 'evidence' | 'data'> & { data?: unknown },
): ToolDefinition =>
  defineTool({
    name,
    description: `Test tool ${name}.`,
    scope: 'read:aggregates',
    input: z.object({ limit: z.int().optional(), query: z.string().optional() }),
    output: z.unknown(),
    run: () => ({ data: {}, evidence, ...result }),
  })

export interface TestAgent {
  readonly agent: KithAgent
  readonly model: ScriptedModel
}

let threads = 0

/** An agent over a scripted in-process model. */
export function makeAgent(
  store: Store,
  tools: readonly ToolDefinition[],
  script: Script,
  options: Partial<KithAgentOptions> = {},
): TestAgent {
  const model = new ScriptedModel(script)
  const agent = createKithAgent({
    models: () => [{ provider: 'embedded', name: 'scripted', chatModel: model }],
    tools,
    contextFor: contextsOver(store),
    systemPrompt: 'You answer questions about {{shop}} as of {{as_of}}.',
    labels: { en: { at_risk: 'at risk' }, zh: { at_risk: '预流失' } },
    findIdentifiers: () => [],
    log: createLog('silent'),
    newThreadId: () => `t${(threads += 1)}`,
    ...options,
  })
  return { agent, model }
}

export const contextsOver =
  (store: Store): KithAgentOptions['contextFor'] =>
  (actor, { asOf, language, earlierResult, signal }): ServiceContext => {
    const base = testContext(store, '2026-06-30', { actor })
    return {
      ...base,
      language: language ?? 'en',
      ...(asOf === undefined ? {} : { asOf: parseAsOf(asOf, testShop().zone) }),
      ...(earlierResult === undefined ? {} : { earlierResult }),
      ...(signal === undefined ? {} : { signal }),
    }
  }
