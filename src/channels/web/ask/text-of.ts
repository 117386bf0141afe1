import type { KithMessage } from './use-conversation.ts'

/** The words of a message, without the data that came with them. */
export const textOf = (message: KithMessage | undefined): string =>
  message?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('') ?? ''
