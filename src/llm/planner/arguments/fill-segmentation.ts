import { wordsOf } from '../marks/mark.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

/** Ways to segment that a dimension stands for: "split customers by city". */
const METHOD_OF_DIMENSION: Readonly<Record<string, string>> = {
  region: 'region',
  city: 'region',
  country: 'region',
  gender: 'demographic',
  age_band: 'demographic',
  lifecycle: 'lifecycle',
  value_tier: 'value',
  rfm_segment: 'rfm',
}

/** The way to make groups: named outright, or by the dimension that they are to follow. */
export function readMethod(request: FillRequest): string | null {
  const named = readNamedMethod(request)
  if (named !== null) return named
  // "Segment customers by region": the word for groups names a way to make them only where nothing else does.
  const dimensions = wordsOf(freeMarks(request), 'dimensions')
  for (const { value, mark } of [
    ...dimensions.filter((one) => one.value !== 'rfm_segment'),
    ...dimensions.filter((one) => one.value === 'rfm_segment'),
  ]) {
    const method = METHOD_OF_DIMENSION[value]
    if (method === undefined || !allows(request.tool, 'method', method)) continue
    request.used.add(mark)
    return method
  }
  const implied = request.implied['method']
  if (allows(request.tool, 'method', 'kmeans') && implied !== 'rfm' && namedFeatures(request).length > 1)
    return 'kmeans'
  const stated = SPLITS.test(request.text) && implied === undefined ? methodOfState(request) : null
  if (stated !== null) return stated
  if (movesBetween(request.text) && namesRfm(request) && allows(request.tool, 'method', 'rfm')) return 'rfm'
  return asksForNaturalGroups(request) && allows(request.tool, 'method', 'kmeans') ? 'kmeans' : null
}

const SPLITS = /\b(?:split|between|distribut\w+|breakdown|divided?|mix)\b|分布|各占|构成|分别/

/** "Split between active, sleeping and gone": a state that is named says by which states. */
const methodOfState = ({ marks, tool }: FillRequest): string | null =>
  marks
    .flatMap((mark) => (mark.kind === 'entity' ? [METHOD_OF_DIMENSION[mark.field]] : []))
    .find((method) => method !== undefined && allows(tool, 'method', method)) ?? null

/** "Who moved from loyal to at risk", 从忠诚变成…: people who changed their group. */
export const movesBetween = (text: string): boolean =>
  /\b(?:moved?|went|changed|slipped|fell|rose|migrated?) from\b.+\bto\b|从.+(?:变成|变为|转为|转成|掉到|降到|升到)/.test(
    text,
  )

const namesRfm = ({ marks }: FillRequest): boolean =>
  marks.some((mark) => mark.kind === 'entity' && [mark, ...mark.also].some(({ field }) => field === 'rfm_segment'))

const SO_MANY_GROUPS =
  /\b(?:in|into) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:groups|segments|clusters)\b|\bautomatic(?:ally)?\b|自动|分几[类组群]|[分划]成?(?:\d{1,2}|[两二三四五六七八九十几])个?[类组群]/

/** "Into 5 groups", 自动分成几类: how many or that it goes by itself is said, and nothing to make them by. */
const asksForNaturalGroups = ({ text, implied }: FillRequest): boolean =>
  SO_MANY_GROUPS.test(text) && (implied['method'] === undefined || implied['method'] === 'rfm')

/** "Cluster customers by how they behave": the word for making groups gives way to what they are to be made by. */
function readNamedMethod(request: FillRequest): string | null {
  const named = wordsOf(freeMarks(request), 'methods').filter(({ value }) => allows(request.tool, 'method', value))
  const chosen = named.find(({ value }) => value !== 'kmeans') ?? named[0]
  if (chosen === undefined) return null
  request.used.add(chosen.mark)
  return chosen.value
}

const namedFeatures = ({ marks }: FillRequest): readonly string[] => [
  ...new Set(wordsOf(marks, 'features').map(({ value }) => value)),
]

/** What groups are to be made by, when at least two features are named. */
export function readFeatures(request: FillRequest, args: Arguments): readonly string[] | null {
  if (args['method'] !== undefined && args['method'] !== 'kmeans') return null
  const named = namedFeatures(request)
  return named.length < 2 ? null : named
}
