import type { BaseChatModel } from '@langchain/core/language_models/chat_models'

/** A model that can answer, with what an answer says of it. */
export interface AgentModel {
  readonly provider: 'embedded' | 'openai'
  readonly name: string
  readonly chatModel: BaseChatModel
}
