import type { Language } from '../../../lib/answer.ts'

/** One setting as the service lists it. */
export interface Setting {
  readonly name: string
  readonly value: unknown
  readonly initial: unknown
  readonly group: string
  readonly title: Readonly<Record<Language, string>>
  readonly meaning: Readonly<Record<Language, string>>
}
