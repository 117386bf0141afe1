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
  return null
}

/** "Cluster customers by how they behave": the word for making groups gives way to what they are to be made by. */
function readNamedMethod(request: FillRequest): string | null {
  const named = wordsOf(freeMarks(request), 'methods').filter(({ value }) => allows(request.tool, 'method', value))
  const chosen = named.find(({ value }) => value !== 'kmeans') ?? named[0]
  if (chosen === undefined) return null
  request.used.add(chosen.mark)
  return chosen.value
}

/** What groups are to be made by, when at least two features are named. */
export function readFeatures(request: FillRequest, args: Arguments): readonly string[] | null {
  if (args['method'] !== undefined && args['method'] !== 'kmeans') return null
  const named = [...new Set(wordsOf(request.marks, 'features').map(({ value }) => value))]
  return named.length < 2 ? null : named
}
