import { ask } from './ask.ts'
import { people } from './people.ts'
import { results } from './results.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shopData } from './shop-data.ts'
import { work } from './work.ts'

/** Every word of the page in English; the keys are shared with Chinese. */
export const en = { ...shell, ...ask, ...results, ...people, ...work, ...shopData, ...settings }
export type Catalogue = typeof en
