import { createTokeniser, type Tokeniser } from '../../../compute/text/tokenise.ts'

let shared: Tokeniser | null = null

/** The one tokeniser of the process: its dictionary takes 60 MB, so planner and search use the same. */
export const sharedTokeniser = (): Tokeniser => (shared ??= createTokeniser())
