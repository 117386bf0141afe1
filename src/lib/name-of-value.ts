import type { Unit } from './tool-result.ts'

/** What was typed or written by somebody is shown as it stands. */
const VERBATIM = /query|quote|prefix|suggestion|body|text/

/** A place, a category or a source that the labels name in the reader's language (`name:Shanghai`). */
export function nameOfValue(
  value: unknown,
  { unit, column, labels }: { unit: Unit; column: string; labels?: Readonly<Record<string, string>> | undefined },
): string | undefined {
  if (typeof value !== 'string' || (unit !== 'text' && unit !== 'label') || VERBATIM.test(column)) return undefined
  return labels?.[`name:${value}`]
}
