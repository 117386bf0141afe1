import type { Language } from '../../../lib/answer.ts'

type Labels = Readonly<Record<string, string>>

const loaded = new Map<Language, Labels>()

/** Words for enum values; until they are loaded a value shows as itself. */
export const labelsOf = (language: Language): Labels => loaded.get(language) ?? {}

/** One enum value in words. */
export const labelFor = (value: string, language: Language): string =>
  labelsOf(language)[value] ?? value.replaceAll('_', ' ')

const isNamedAlready = (name: string): boolean => /\p{Script=Han}/u.test(name)

/**
 * A column or figure in the reader's language; tools name them in English. The English name goes before the key, which may
 * be a word for something else, too.
 */
export function nameFor(key: string, english: string, language: Language): string {
  if (language === 'en' || isNamedAlready(english)) return labelFor(english, language)
  return labelsOf(language)[english] ?? labelsOf(language)[key] ?? labelFor(english, language)
}

/** Fetches the words of one language once. */
export async function loadLabels(language: Language): Promise<void> {
  if (loaded.has(language)) return
  const response = await fetch(`/api/labels/${language}`)
  if (response.ok) loaded.set(language, (await response.json()) as Labels)
}
