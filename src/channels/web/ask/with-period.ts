import type { Language } from '../../../lib/answer.ts'

/** A question about this stretch of time instead of the one it names; null takes it out. Chinese says when, then what. */
export function withPeriod(
  text: string,
  period: string | null,
  { periods, language }: { readonly periods: readonly string[]; readonly language: Language },
): string {
  const bare = periods
    .reduce((rest, known) => rest.replaceAll(known, ''), text)
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  if (period === null) return bare
  if (language === 'zh') return `${period}${bare}`
  const [, words = '', end = ''] = /^(.*?)([?.!]*)$/su.exec(bare) ?? []
  return `${words.trimEnd()} ${period}${end}`.trimStart()
}
