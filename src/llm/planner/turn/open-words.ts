import type { Reading } from './reading.ts'

/** Words outside every mark that say something of their own; two Chinese characters count as one. */
export function openWords(reading: Pick<Reading, 'text' | 'marks'>): number {
  let rest = ''
  let position = 0
  for (const mark of reading.marks) {
    rest += ` ${reading.text.slice(position, mark.start)}`
    position = mark.end
  }
  rest += ` ${reading.text.slice(position)}`
  const latin = rest.match(/[a-z']{2,}/g)?.length ?? 0
  const han = rest.replaceAll(/[的了吗呢吧啊是和与在就]/g, '').match(/\p{Script=Han}/gu)?.length ?? 0
  return latin + han / 2
}
