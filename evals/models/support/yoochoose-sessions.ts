import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  gatherInteractions,
  type InteractionEvent,
  type Interactions,
} from '../../../src/compute/recommend/interactions.ts'

const FOLDER = 'data/yoochoose-100k'
const SECONDS_OF_A_DAY = 86_400

/** Clicks by session, items numbered together; sessions to learn from are in the order of their first click. */
export interface ClickSessions {
  readonly train: Interactions
  readonly test: Interactions
}

/** The public sample of clicks: sessions to learn from and later ones to judge by. */
export function yoochooseSessions(dataFolder: string): ClickSessions {
  const numbers = new Map<number, number>()
  const train = readEvents(dataFolder, 'train_full', numbers)
  const known = numbers.size
  const test = readEvents(dataFolder, 'test', numbers)
  const sizes = { items: Math.max(known, numbers.size) }
  return {
    train: gatherInteractions(train.events, { customers: train.sessions, ...sizes }),
    test: gatherInteractions(test.events, { customers: test.sessions, ...sizes }),
  }
}

function readEvents(
  dataFolder: string,
  name: string,
  numbers: Map<number, number>,
): { readonly events: readonly InteractionEvent[]; readonly sessions: number } {
  const file = join(dataFolder, FOLDER, `yoochoose-clicks-100k_${name}.txt.gz`)
  const [, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
  const sessions = new Map<number, number>()
  const events = lines.map((line) => {
    const [session = 0, item = 0, seconds = 0] = line.split('\t').map(Number)
    return { customer: numberOf(sessions, session), item: numberOf(numbers, item), day: seconds / SECONDS_OF_A_DAY }
  })
  return { events, sessions: sessions.size }
}

function numberOf(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}
