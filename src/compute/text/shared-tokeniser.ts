import { createTokeniser, type Tokeniser } from './tokenise.ts'

let shared: Tokeniser | null = null

/** The one tokeniser of this thread: its dictionary takes 60 MB and a third of a second, so that all who cut text share it. */
export const sharedTokeniser = (): Tokeniser => (shared ??= createTokeniser())
