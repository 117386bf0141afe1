import type { Answer } from '../../src/lib/answer.ts'

/** Numbers in digits of any width, and number words that nobody writes by accident. */
const FIGURE =
  /[\d０-９][\d０-９,，.．]*|[一二两三四五六七八九十百]+(?:成|倍|分之|万|亿)|百分之|一半|翻番|\b(?:half|twice|doubled|tripled|dozens?|hundreds?|thousands?|a third|a quarter|two thirds)\b/giu

/**
 * What looks like a figure once everything that came from a result is taken out of an answer: written apart from the
 * verifier, and cruder. What the user said, the numbers of list items, and the project's own wordings are left out.
 *
 * @param ownTexts - wordings in both languages, as one text
 */
export function residualFigures(
  answer: Pick<Answer, 'text' | 'facts' | 'assumptions'>,
  question: string,
  ownTexts: string,
): readonly string[] {
  let rest = [answer.text, ...answer.assumptions].join('\n')
  let from = 0
  for (const { shown_as: shown } of answer.facts) {
    const at = rest.indexOf(shown, from)
    if (at < 0) continue
    rest = `${rest.slice(0, at)}□${rest.slice(at + shown.length)}`
    from = at + 1
  }
  rest = rest.replaceAll(/^\s*\d{1,2}[.)、]\s/gm, '')
  return rest.split(/[\n.!?;。！？；]+\s*/).flatMap((sentence) => {
    const own = sentence
      .split(/[□:：,，、（）()*-]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
    return own.flatMap((part) =>
      ownTexts.includes(part)
        ? []
        : [...part.matchAll(FIGURE)].map(([figure]) => figure).filter((figure) => !question.includes(figure)),
    )
  })
}
