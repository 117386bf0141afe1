import { modelCallLimitMiddleware, toolCallLimitMiddleware, type AnyAgentMiddleware } from 'langchain'

/**
 * Stops a run after so many model calls, and blocks tool calls past their limit while the model goes on.
 *
 * The casts are for the types only: these two are declared through zod 3, which the compiler cannot relate to zod 4.
 */
export const callLimits = (modelCalls: number, toolCalls: number): readonly AnyAgentMiddleware[] => [
  modelCallLimitMiddleware({ runLimit: modelCalls, exitBehavior: 'error' } as never) as unknown as AnyAgentMiddleware,
  toolCallLimitMiddleware({ runLimit: toolCalls, exitBehavior: 'continue' } as never) as unknown as AnyAgentMiddleware,
]
