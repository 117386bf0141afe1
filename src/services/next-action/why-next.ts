import type { Language } from '../../lib/answer.ts'
import { actionWords } from './action-words.ts'
import type { NextActionParameters } from './next-action-parameters.ts'
import type { PathPrediction } from './predict-path.ts'
import type { PathPart } from './visit-paths.ts'

/** What a prediction of the next action rests on, in words: this visit, everybody's visits, the own habit. */
export function whyNext(
  { action }: Readonly<Record<PathPart, PathPrediction | null>>,
  { action: part }: NextActionParameters['parts'],
  open: boolean,
  language: Language,
): string[] {
  if (action === null || part.fitted === null) return []
  const { context, met, own } = action
  const zh = language === 'zh'
  // The edge before the first step is part of the context, but no step.
  const steps = context.slice(-Math.min(met.length, context.length)).map((step) => actionWords(step, language))
  const path = steps.join(zh ? '、' : ', then ')
  const here = !open
    ? zh
      ? `没有进行中的访问：下一步是新访问的第一步，依据 ${met.times} 次访问的开头`
      : `no visit is open: the next step begins one, judged by the beginnings of ${met.times} visits`
    : context.length === 0
      ? zh
        ? '访问正在进行，但其中的行为此前没有出现过'
        : 'a visit is open, but nobody did before what was done in it'
      : zh
        ? `本次访问刚刚：${path}；同样的步骤在所有访问中出现过 ${met.times} 次`
        : `in this visit the customer ${path}; the same steps were met ${met.times} times in everybody's visits`
  const habit =
    own === 0
      ? zh
        ? '该客户还没有自己的行为，以所有客户为准'
        : 'the customer has done nothing yet, so this is what customers do in general'
      : part.fitted.settings.ownWeight === 0
        ? null
        : zh
          ? `并按客户自己 ${own} 次行为的习惯调整`
          : `bent by the habit of ${own} actions of the customer's own`
  return [here, ...(habit === null ? [] : [habit])]
}
