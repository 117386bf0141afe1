import { wordsOf } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

/** Reads the first word of a group that an argument allows. */
export const wordFor =
  (group: 'revenue', argument: string) =>
  (request: FillRequest): string | null => {
    const found = wordsOf(freeMarks(request), group).find(({ value }) => allows(request.tool, argument, value))
    if (found === undefined) return null
    request.used.add(found.mark)
    return found.value
  }
