/**
 * Names of OpenTelemetry's conventions for generative AI, those that are used here. The conventions still change, so this file holds
 * a copy: another name is another line here and nowhere else.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/gen-ai/
 */
export const GEN_AI = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  tool: 'gen_ai.tool.name',
  toolType: 'gen_ai.tool.type',
  conversation: 'gen_ai.conversation.id',
  agent: 'gen_ai.agent.name',
  error: 'error.type',
} as const

/** Values of `gen_ai.operation.name`. */
export const OPERATIONS = { turn: 'invoke_agent', model: 'chat', tool: 'execute_tool' } as const

/** Histograms: tokens, and seconds. */
export const GEN_AI_METRICS = {
  tokens: 'gen_ai.client.token.usage',
  duration: 'gen_ai.client.operation.duration',
} as const
