import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language } from '../../../lib/answer.ts'
import type { Say } from './say.ts'
import { languageNow } from './start-text.ts'

export interface Text {
  readonly language: Language
  readonly say: Say
  readonly starters: readonly string[]
  /** A whole number as the reader writes it. */
  readonly count: (value: number) => string
  /** An instant or a date, short. */
  readonly day: (iso: string) => string
  readonly moment: (iso: string) => string
}

let shopZone: string | undefined

/** Instants are shown in the zone of the shop, wherever the reader sits. */
export const showInZone = (zone: string): void => {
  shopZone = zone
}

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

/** The page's words in the present language; components that use it draw anew when it changes. */
export function useText(): Text {
  const language = useSyncExternalStore(subscribe, languageNow)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return {
    language,
    say: (key, values = {}) => i18next.t(key, values),
    starters: Object.values(i18next.t('starters', { returnObjects: true })),
    count: (value) => new Intl.NumberFormat(locale).format(value),
    day: (iso) =>
      new Intl.DateTimeFormat(locale, {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        // A date alone is a day of the shop, wherever the reader sits.
        ...(iso.length === 10 ? { timeZone: 'UTC' } : shopZone === undefined ? {} : { timeZone: shopZone }),
      }).format(new Date(iso)),
    moment: (iso) =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        ...(shopZone === undefined ? {} : { timeZone: shopZone }),
      }).format(new Date(iso)),
  }
}
