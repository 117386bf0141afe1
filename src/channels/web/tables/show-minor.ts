import type { Language } from '../../../lib/answer.ts'
import { formatFigure } from '../../../lib/format-figure.ts'
import { minorDigits } from '../../../lib/money.ts'

/** An amount of a tool's data, which is in minor units. */
export const showMinor = (minor: number, currency: string | undefined, language: Language): string =>
  currency === undefined ? '' : formatFigure(minor / 10 ** minorDigits(currency), currency, { language })

/** A share of one as a percentage with one decimal. */
export const showRatio = (share: number): string => `${(share * 100).toFixed(1)}%`
