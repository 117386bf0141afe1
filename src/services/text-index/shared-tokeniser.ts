import { createTokeniser, type Tokeniser } from '../../compute/text/tokenise.ts'

let tokeniser: Tokeniser | null = null

/** One tokeniser for all searches of this process: its dictionary takes a third of a second to load and stays. */
export const sharedTokeniser = (): Tokeniser => (tokeniser ??= createTokeniser())
