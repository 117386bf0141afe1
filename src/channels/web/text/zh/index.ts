import type { Catalogue } from '../en/index.ts'
import { ask } from './ask.ts'
import { people } from './people.ts'
import { results } from './results.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shopData } from './shop-data.ts'
import { work } from './work.ts'

/** Every word of the page in Chinese. */
export const zh: Catalogue = { ...shell, ...ask, ...results, ...people, ...work, ...shopData, ...settings }
