import type { Language } from './answer.ts'

/** A sentence in every language, for what is said before it is known who reads it. */
export type Bilingual = Readonly<Record<Language, string>>

/**
 * @example both('plain ASCII', '纯 ASCII')
 */
export const both = (en: string, zh: string): Bilingual => ({ en, zh })
