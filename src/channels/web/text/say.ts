import type { Catalogue } from './en/index.ts'

export type TextKey = Exclude<keyof Catalogue, 'starters'>

/** Words of the page in the reader's language, with values put in. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string
