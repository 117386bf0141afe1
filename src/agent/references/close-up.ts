import type { Segment } from './fill-references.ts'

const ENDS = /(?<=[\p{Script=Han}（“]) +$/u
const BEGINS = /^ +(?=[\p{Script=Han}）”])/u
const HAN_FIRST = /^\p{Script=Han}/u
const HAN_LAST = /\p{Script=Han}$/u

/**
 * Chinese has no space between words: one that stands beside a name in Chinese goes, and stays beside a Latin one or a
 * figure. Only the sentence around a name is changed, never what was filled in: a quote stays as it was written.
 *
 * @example '第一名是 {{r1.region}}' with 华东 // => '第一名是华东'
 */
export const closeUp = (segments: readonly Segment[]): readonly Segment[] =>
  segments.map((segment, at): Segment => {
    if (segment.kind !== 'words') return segment
    const [before, after] = [segments[at - 1], segments[at + 1]]
    let { text } = segment
    if (after?.kind === 'figure' && HAN_FIRST.test(after.text)) text = text.replace(ENDS, '')
    if (before?.kind === 'figure' && HAN_LAST.test(before.text)) text = text.replace(BEGINS, '')
    return text === segment.text ? segment : { ...segment, text }
  })
