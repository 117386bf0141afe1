import { Converter } from 'opencc-js/t2cn'
import { normaliseText } from '../../../compute/text/normalise-text.ts'
import { expandShortForms } from './expand-short-forms.ts'

const toSimplified = Converter({ from: 't', to: 'cn' })

/**
 * A question as the planner reads it: one width, one case, one script, no emoji, apostrophes where they were left out.
 *
 * @example foldQuestion('華東地區的ＧＭＶ?') // => '华东地区的gmv?'
 */
export const foldQuestion = (text: string): string =>
  expandShortForms(normaliseText(toSimplified(text)).replaceAll('’', "'"))
    .replaceAll(/\b(have|has|had|did|do|does|is|are|was|were|would|could)nt\b/g, "$1n't")
    .replaceAll(/\b(what|how|who|where)s\b(?! and)/g, "$1's")
