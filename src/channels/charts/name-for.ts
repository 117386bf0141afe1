import type { FormatFigureOptions } from '../../lib/format-figure.ts'

const isNamedAlready = (name: string): boolean => /\p{Script=Han}/u.test(name)

/**
 * A column or figure in the reader's language; tools name them in English. The English name goes before the key, which may
 * be a word for something else, too.
 */
export function nameFor(key: string, english: string, { language, labels = {} }: FormatFigureOptions): string {
  if (language === 'en' || isNamedAlready(english)) return labels[english] ?? english.replaceAll('_', ' ')
  return labels[english] ?? labels[key] ?? english.replaceAll('_', ' ')
}
