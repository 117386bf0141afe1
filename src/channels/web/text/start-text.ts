import i18next from 'i18next'
import type { Language } from '../../../lib/answer.ts'
import { problemWords, type ToldProblem } from './problem-words.ts'

const STORED = 'kith-language'

/** The server tells failures in English. */
let sayProblem: ReturnType<typeof problemWords> | null = null

/** A catalogue is fetched when its language is first wanted. */
async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  const catalogue = language === 'zh' ? (await import('./zh/index.ts')).zh : (await import('./en/index.ts')).en
  if (language === 'zh') sayProblem = problemWords((await import('./zh/problems/index.ts')).zhProblems)
  i18next.addResourceBundle(language, 'translation', catalogue)
}

/** Chooses the language of the page: the one picked last, else the browser's. */
export async function startText(): Promise<void> {
  const stored = localStorage.getItem(STORED)
  const language: Language =
    stored === 'zh' || stored === 'en' ? stored : navigator.language.startsWith('zh') ? 'zh' : 'en'
  await i18next.init({
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
    returnObjects: true,
    keySeparator: false,
    nsSeparator: false,
  })
  await load(language)
  document.documentElement.lang = tagOf(language)
}

export async function pickLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language)
  await load(language)
  document.documentElement.lang = tagOf(language)
  await i18next.changeLanguage(language)
}

export const languageNow = (): Language => (i18next.language === 'zh' ? 'zh' : 'en')

/** A failure of the server in the language of the page. */
export const inPageLanguage = (problem: ToldProblem): { readonly message: string; readonly hint: string | null } =>
  languageNow() === 'zh' && sayProblem !== null ? sayProblem(problem) : problem

/** With the script named, so that a browser takes the simplified forms of characters. */
const tagOf = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en')
