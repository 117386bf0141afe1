import type { CustomerFeatures } from '../../features/customer-features.ts'
import { nameAt } from '../../features/coded-column.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { plainText } from '../../lib/plain-text.ts'

/** The ways of cutting customers into segments that can be asked for now. */
export const SEGMENT_METHODS = ['rfm', 'lifecycle', 'value', 'region', 'demographic', 'interest'] as const
export type SegmentMethod = (typeof SEGMENT_METHODS)[number]

/** Every way that has a name; the others are answered by saying which ones there are. */
export const KNOWN_METHODS = [...SEGMENT_METHODS, 'behaviour', 'kmeans', 'dbscan', 'hierarchical', 'taste'] as const

/** Every customer in exactly one segment. */
export interface Segmentation {
  readonly method: SegmentMethod | 'behaviour' | 'taste'
  readonly ids: readonly string[]
  /** Unit of the ids in tables and facts: `label` for words that are translated, `text` for the shop's own. */
  readonly unit: 'label' | 'text'
  /** Index into `ids` for each customer. */
  readonly codes: Int32Array
}

/** Segment of customers without a valid order where the method has none for them. */
const PROSPECT = 'prospect'
const UNKNOWN = 'unknown'
/** Customers who are drawn to no category. */
const NONE = 'none'

/**
 * Cuts all customers by a method. Fixed sets of segments come in their own order and may be empty; those made of the
 * shop's own words (regions, age bands) come by size, the unknown last.
 *
 * @param interests - the category that each customer is drawn to, asked for only by the method `interest`
 * @throws {InvalidInputError} for a method that is not in `SEGMENT_METHODS`
 */
export function segmentBy(
  features: CustomerFeatures,
  method: string,
  interests: () => ReadonlyMap<string, string>,
): Segmentation {
  switch (method) {
    case 'lifecycle':
      return fixed(method, features.lifecycle.names, features.lifecycle.codes)
    case 'rfm':
      return fixed(method, features.rfm.segment.names, features.rfm.segment.codes)
    case 'value':
      return fixed(method, features.valueTier.names, features.valueTier.codes)
    case 'region':
      return free(method, features.size, (i) => nameAt(features.attributes.region, i))
    case 'demographic':
      return free(method, features.size, (i) => {
        const parts = [nameAt(features.attributes.ageBand, i), nameAt(features.attributes.gender, i)]
        return parts.some((part) => part !== null) ? parts.map((part) => part ?? UNKNOWN).join(' ') : null
      })
    case 'interest': {
      const categories = interests()
      return free(method, features.size, (i) => categories.get(features.customerIds[i] ?? '') ?? null, NONE)
    }
    default:
      throw new InvalidInputError(`the method '${method}' is not yet supported`, {
        field: 'method',
        hint: `Supported methods: ${SEGMENT_METHODS.join(', ')}.`,
        details: { reason_code: 'not_supported', supported: SEGMENT_METHODS },
      })
  }
}

function fixed(method: SegmentMethod, names: readonly string[], codes: ArrayLike<number>): Segmentation {
  const own = names.includes(PROSPECT) ? names : [...names, PROSPECT]
  const rest = own.indexOf(PROSPECT)
  const filled = new Int32Array(codes.length)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1
    filled[i] = code < 0 ? rest : code
  }
  return { method, ids: own, unit: 'label', codes: filled }
}

function free(
  method: SegmentMethod,
  size: number,
  nameOf: (position: number) => string | null,
  rest = UNKNOWN,
): Segmentation {
  // Names come from imported data: what a reader cannot see, or what a page would obey, stays out.
  const cleaned = new Map<string, string>()
  const shown = (name: string): string => {
    const known = cleaned.get(name)
    if (known !== undefined) return known
    const clean = plainText(name)
    cleaned.set(name, clean === '' ? rest : clean)
    return cleaned.get(name) ?? rest
  }
  const sizes = new Map<string, number>()
  const names: string[] = []
  for (let i = 0; i < size; i++) {
    const name = shown(nameOf(i) ?? rest)
    names.push(name)
    sizes.set(name, (sizes.get(name) ?? 0) + 1)
  }
  const ids = [...sizes]
    .sort(([a, sizeA], [b, sizeB]) => +(a === rest) - +(b === rest) || sizeB - sizeA || (a < b ? -1 : 1))
    .map(([name]) => name)
  const codeOf = new Map(ids.map((id, code) => [id, code]))
  return { method, ids, unit: 'text', codes: Int32Array.from(names, (name) => codeOf.get(name) ?? -1) }
}
