import { canonicalJson } from '../../lib/canonical-json.ts'
import { isObject, type Json } from '../presets/segment-values.ts'
import { contentHash } from '../writing/content-hash.ts'
import { isDeeperThan, MOST_LEVELS } from './is-deeper-than.ts'

const words = new Uint32Array(4)

/**
 * Gives the calls of a request that have no message id one. A call that says when it happened is known by its content and by
 * how many equal ones came before it in the request, so that a request which is sent again counts once; one that does not
 * happened when it arrived, and is an event of its own.
 *
 * @param requestId - tells this request from every other
 */
export function nameCalls(calls: readonly unknown[], requestId: string): readonly unknown[] {
  const equal = new Map<string, number>()
  return calls.map((call) => {
    if (!isObject(call) || isNamed(call) || isDeeperThan(call, MOST_LEVELS)) return call
    const dated = call['timestamp'] !== undefined || call['originalTimestamp'] !== undefined
    const { sentAt: _, ...rest } = call
    const content = canonicalJson(rest)
    const occurrence = (equal.get(content) ?? 0) + 1
    equal.set(content, occurrence)
    contentHash(`${dated ? '' : requestId}\0${occurrence}\0${content}`, words)
    return { ...call, messageId: `kith-${[...words].map((part) => part.toString(16).padStart(8, '0')).join('')}` }
  })
}

const isNamed = ({ messageId }: Json): boolean => messageId !== undefined && messageId !== null && messageId !== ''
