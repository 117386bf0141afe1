import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** More than half of the list was seen less often in the texts that it was counted in. */
const SEEN = 4
/** Rare words as short as this all stay: 压坏 is rare there, and what a review turns on. */
const SHORT = 2
const NEWLINE = 0x0a
const SPACE = 0x20

/**
 * jieba's own list of Chinese words, a word and its count a line, without the long words that hardly anyone writes: they would add
 * half to what it takes in memory. Its module is not loaded, for that holds a second list as well, unused.
 */
export function readChineseWords(): Uint8Array {
  const list = readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'))
  let kept = 0
  for (let start = 0; start < list.length;) {
    const newline = list.indexOf(NEWLINE, start)
    const end = newline === -1 ? list.length : newline
    const space = list.indexOf(SPACE, start)
    const count = Number.parseInt(list.toString('latin1', space + 1, end), 10)
    if (count >= SEEN || [...list.toString('utf8', start, space)].length <= SHORT) {
      list.copyWithin(kept, start, end)
      kept += end - start
      list[kept] = NEWLINE
      kept += 1
    }
    start = end + 1
  }
  return list.subarray(0, kept)
}
