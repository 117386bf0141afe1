import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language } from '../../../lib/answer.ts'
import type { Catalogue } from './en.ts'

export interface Text {
  readonly language: Language
  readonly say: (
    key: Exclude<keyof Catalogue, 'starters'>,
    values?: Readonly<Record<string, string | number>>,
  ) => string
  readonly starters: readonly string[]
}

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

/** The page's words in the present language; components that use it draw anew when it changes. */
export function useText(): Text {
  const language = useSyncExternalStore(subscribe, () => i18next.language)
  return {
    language: language === 'zh' ? 'zh' : 'en',
    say: (key, values = {}) => i18next.t(key, values),
    starters: Object.values(i18next.t('starters', { returnObjects: true })),
  }
}
