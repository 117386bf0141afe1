import { readFileSync } from 'node:fs'
import { installedPath } from '../../resources/installed-path.ts'
import { readAspectDictionary, type AspectDictionary } from '../../compute/text/aspects/aspect-dictionary.ts'
import { cutForSentiment } from '../../compute/text/sentiment/cut-for-sentiment.ts'
import { readSentimentLexicon, type SentimentLexicon } from '../../compute/text/sentiment/sentiment-lexicon.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import type { Tokeniser } from '../../compute/text/tokenise.ts'

/** What reading a review needs: the words of both languages, in one lexicon because reviews mix them. */
export interface ReviewLexicons {
  readonly tokeniser: Tokeniser
  readonly sentiment: SentimentLexicon
  readonly aspects: AspectDictionary
}

const read = (name: string): string => readFileSync(installedPath(`data/lexicons/${name}.txt`), 'utf8')

let lexicons: ReviewLexicons | null = null

/** The lexicons of data/lexicons, read once per thread (0.4 s, mostly the Chinese dictionary). */
export function reviewLexicons(): ReviewLexicons {
  if (lexicons === null) {
    const tokeniser = sharedTokeniser()
    const cut = (text: string): string[] => cutForSentiment(text, tokeniser).map(({ word }) => word)
    lexicons = {
      tokeniser,
      sentiment: readSentimentLexicon(
        ['emoji', 'en/sentiment', 'en/modifiers', 'zh/sentiment', 'zh/modifiers'].map(read),
        cut,
      ),
      aspects: readAspectDictionary([read('en/aspects'), read('zh/aspects')]),
    }
  }
  return lexicons
}
