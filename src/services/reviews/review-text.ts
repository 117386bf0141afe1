import type { TextLanguage } from '../../compute/text/detect-language.ts'
import type { StoredReview } from '../../store/queries/reviews/read-reviews.ts'

/** Title and body as they were written, a line break between them: every quote is a part of it. */
export const textOf = ({ title, body }: Pick<StoredReview, 'title' | 'body'>): string =>
  [title, body].filter((part) => part !== null && part !== '').join('\n')

/** What the source says of a text's language is believed. */
export function statedLanguage(language: string | null): TextLanguage | undefined {
  const stated = language?.toLowerCase().slice(0, 2) ?? ''
  return stated === '' ? undefined : (stated as TextLanguage)
}
