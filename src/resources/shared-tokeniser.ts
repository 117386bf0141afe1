import { createTokeniser, type Tokeniser } from '../compute/text/tokenise.ts'
import { readChineseWords } from './chinese-words.ts'

let shared: Tokeniser | null = null

/** The one tokeniser of this thread: its dictionary takes 18 MiB and time to load, so that all who cut text share it. */
export const sharedTokeniser = (): Tokeniser => (shared ??= createTokeniser(readChineseWords()))
