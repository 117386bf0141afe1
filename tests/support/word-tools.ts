import type { WordTools } from '../../src/compute/search/search-words.ts'
import { createTokeniser } from '../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../src/resources/chinese-words.ts'
import { foldQuestion } from '../../src/llm/planner/text/fold-question.ts'
import { syllablesOf } from '../../src/resources/pinyin.ts'

const tokeniser = createTokeniser(readChineseWords())

/** Words as the shop's search cuts, folds and reads them. */
export const wordTools: WordTools = {
  fold: foldQuestion,
  cut: (text) => tokeniser.words(text),
  syllables: syllablesOf,
}
