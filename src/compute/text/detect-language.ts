/** Languages that are told apart; `other` is a script or vocabulary that none of them fits. */
export type TextLanguage =
  | 'en'
  | 'zh'
  | 'ja'
  | 'ko'
  | 'pt'
  | 'es'
  | 'fr'
  | 'de'
  | 'it'
  | 'nl'
  | 'ru'
  | 'ar'
  | 'th'
  | 'other'
  | 'none'

/** Words that are short, frequent and each other's strangers: what decides between languages of one alphabet. */
const WORDS: readonly (readonly [TextLanguage, string])[] = [
  [
    'en',
    'the and is was it this that for with not very have has had but are were you they she he my of to in on at so as from would will just all been an be',
  ],
  [
    'pt',
    'não nao e é o os um uma de do da dos das em no na nos nas muito que com para por foi meu minha mas ainda produto chegou entrega prazo bom boa recebi recomendo ótimo otimo gostei veio loja antes tudo comprei compra excelente',
  ],
  [
    'es',
    'el los las un una de del en que con para por muy pero no es fue está esta este mi llegó llego producto bueno buena recomiendo todo más mas como su al lo se y',
  ],
  [
    'fr',
    'le la les un une des du de et est pas très tres avec pour dans sur mais je ce cette il elle nous vous produit bien au aux qui que à en mon ma',
  ],
  [
    'de',
    'der die das und ist nicht sehr mit für fur ein eine auf war aber ich es zu den dem im von wie auch nach gut schon bei sich wir noch',
  ],
  [
    'it',
    'il lo gli un una di del della che con per non molto ma è e sono ho mi prodotto tutto anche come nel questo questa al alla',
  ],
  ['nl', 'de het een en is niet zeer met voor op was maar ik te van dat die er ook goed mijn zijn naar bij heel'],
]
const BY_WORD = new Map<string, readonly TextLanguage[]>()
for (const [language, words] of WORDS) {
  for (const word of words.split(' ')) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), language])
}

const SCRIPTS: readonly (readonly [TextLanguage, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['th', /\p{Script=Thai}/gu],
]
/** A Chinese character says about as much as so many Latin letters. */
const LETTERS_PER_HAN = 3

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * The language that most of a text is written in, by its script and, for the Latin alphabet, its small words and accents.
 *
 * A few words without any small word among them ("Great!", "Top") pass as English: too little to tell, and the English
 * lexicon is what can read them. `none` is a text without letters, such as emoji alone.
 *
 * @example detectLanguage('O produto chegou antes do prazo, recomendo') // => 'pt'
 * Time O(length).
 */
export function detectLanguage(text: string): TextLanguage {
  const latin = count(text, /\p{Script=Latin}/gu)
  const letters = count(text, /\p{L}/gu)
  if (letters === 0) return 'none'
  const counts = SCRIPTS.map(([language, pattern]) => [language, count(text, pattern)] as const)
  const of = (language: TextLanguage): number => counts.find(([name]) => name === language)?.[1] ?? 0
  if (of('ja') > 0 && of('ja') * 5 >= of('zh')) return 'ja'
  const [top, most] = counts.reduce((best, one) => (one[1] > best[1] ? one : best))
  const weight = top === 'zh' || top === 'ko' ? LETTERS_PER_HAN : 1
  if (most * weight > latin) return top
  if (latin < letters / 2) return 'other'
  return latinLanguage(text)
}

function latinLanguage(text: string): TextLanguage {
  const words = text.toLowerCase().match(/\p{Script=Latin}+/gu) ?? []
  const votes = new Map<TextLanguage, number>()
  const vote = (language: TextLanguage, weight: number): void => {
    votes.set(language, (votes.get(language) ?? 0) + weight)
  }
  for (const word of words) {
    const languages = BY_WORD.get(word) ?? []
    // A word that several languages share decides little between them.
    for (const language of languages) vote(language, 1 / languages.length)
  }
  const accents = text.toLowerCase()
  if (/[ãõ]|ção|ções/.test(accents)) vote('pt', 2)
  if (/[ñ¿¡]/.test(accents)) vote('es', 2)
  if (/[ß]|[äöü]/.test(accents)) vote('de', 1)
  if (/[êèùœ]|\b[cdjlmnqst]['’]/.test(accents)) vote('fr', 0.5)
  const [first, second] = [...votes].toSorted((a, b) => b[1] - a[1])
  if (first === undefined) return /[^\p{ASCII}\p{P}\p{S}]/u.test(accents) ? 'other' : 'en'
  const english = votes.get('en') ?? 0
  return second !== undefined && second[1] === first[1] && english === first[1] ? 'en' : first[0]
}
