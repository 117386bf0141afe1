import type { Language } from '../../../lib/answer.ts'
import { nameFor as nameIn } from '../../charts/name-for.ts'

type Labels = Readonly<Record<string, string>>

const loaded = new Map<Language, Labels>()

/** Words for enum values; until they are loaded a value shows as itself. */
export const labelsOf = (language: Language): Labels => loaded.get(language) ?? {}

/** One enum value in words, or the name of a place, a category or a source. */
export function labelFor(value: string, language: Language): string {
  const labels = labelsOf(language)
  return labels[value] ?? labels[`name:${value}`] ?? value.replaceAll('_', ' ')
}

/** A word of one use, where it means something else than elsewhere: `kind:orders` are orders, not their number. */
export const labelIn = (use: 'action' | 'audit' | 'field' | 'kind' | 'score', value: string, language: Language): string =>
  labelsOf(language)[`${use}:${value}`] ?? labelFor(value, language)

/** A column or figure in the words of the page's reader. */
export const nameFor = (key: string, english: string, language: Language): string =>
  nameIn(key, english, { language, labels: labelsOf(language) })

/** Fetches the words of one language once. */
export async function loadLabels(language: Language): Promise<void> {
  if (loaded.has(language)) return
  const response = await fetch(`/api/labels/${language}`)
  if (response.ok) loaded.set(language, (await response.json()) as Labels)
}
