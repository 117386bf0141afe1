import i18next from 'i18next'
import type { Language } from '../../../lib/answer.ts'
import type { Say } from './say.ts'

const STORED = 'kith-language'

/** A catalogue is fetched when its language is first wanted. */
async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  const catalogue = language === 'zh' ? (await import('./zh/index.ts')).zh : (await import('./en/index.ts')).en
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

/** Words of the page outside of what is drawn. */
export const sayNow: Say = (key) => i18next.t(key)

export const languageNow = (): Language => (i18next.language === 'zh' ? 'zh' : 'en')

/** With the script named, so that a browser takes the simplified forms of characters. */
const tagOf = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en')
