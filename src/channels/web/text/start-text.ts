import i18next from 'i18next'
import type { Language } from '../../../lib/answer.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const STORED = 'kith-language'

/** Chooses the language of the page: the one picked last, else the browser's. */
export function startText(): void {
  const stored = localStorage.getItem(STORED)
  const language: Language =
    stored === 'zh' || stored === 'en' ? stored : navigator.language.startsWith('zh') ? 'zh' : 'en'
  void i18next.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnObjects: true,
    initAsync: false,
  })
  document.documentElement.lang = language
}

export function pickLanguage(language: Language): void {
  localStorage.setItem(STORED, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}
