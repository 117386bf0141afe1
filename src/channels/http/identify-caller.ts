import type { IncomingMessage } from 'node:http'
import { KithError } from '../../lib/errors.ts'
import type { Actor, Role } from '../../services/access/actor.ts'
import type { CallerLookup } from '../caller-lookup.ts'

export interface CallerRequest {
  readonly method: string
  readonly headers: Headers
  /** Address of the other end of the connection; never taken from a header. */
  readonly remoteAddress: string | undefined
}

export const SESSION_COOKIE = 'kith_session'
/** What proxies and tunnels add; they connect from this machine themselves. */
const PROXY_HEADERS: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'cf-ray',
  'fly-client-ip',
  'x-envoy-external-address',
  'tailscale-user-login',
])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who is calling: a key, a signed-in page, or - only while no key exists - the local admin, and that only over loopback,
 * with a loopback Host, through no proxy, and for browsers from Kith's own page.
 *
 * @throws {KithError} UNAUTHENTICATED for everyone else
 */
export function identifyCaller(request: CallerRequest, lookup: CallerLookup): Actor {
  const { headers } = request
  const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) {
    const key = lookup.authenticate(bearer)
    if (key !== null) return actorOf(key, 'http')
    throw refused('the key is not one of this shop, or was revoked')
  }
  const cookie = cookieValue(headers.get('cookie'), SESSION_COOKIE)
  if (cookie !== undefined) {
    const session = lookup.authenticate(cookie)
    if (session !== null && comesFromOwnPage(request)) return actorOf(session, 'web')
  }
  if (lookup.anyKeyExists()) throw refused('this shop has keys, so every request needs one')
  const stranger = whyNotLocal(request)
  if (stranger !== null) throw refused(stranger)
  return actorOf({ id: 'local-admin', role: 'admin' }, headers.has('origin') ? 'web' : 'http')
}

/** Why a request without a key is not the local admin's; null when it is. */
export function whyNotLocal(request: CallerRequest): string | null {
  const { headers, remoteAddress } = request
  if (!isLoopbackAddress(remoteAddress)) return 'it does not come from this machine'
  if (!isLoopbackHost(headers.get('host'))) return 'its Host is not a name of this machine'
  for (const name of headers.keys()) {
    if (PROXY_HEADERS.has(name) || name.startsWith('x-forwarded-')) return 'it came through a proxy'
  }
  return comesFromOwnPage(request) ? null : "it comes from another site's page"
}

/** Requests of programs carry no Origin; browsers send it with every request that writes, and say where it comes from. */
function comesFromOwnPage({ method, headers }: CallerRequest): boolean {
  const origin = headers.get('origin')
  if (origin !== null && origin !== `http://${headers.get('host')}` && origin !== `https://${headers.get('host')}`)
    return false
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return true
  return SAFE_METHODS.has(method) && headers.get('sec-fetch-mode') === 'navigate'
}

const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address))

const isLoopbackHost = (host: string | null): boolean =>
  host !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)

const cookieValue = (header: string | null, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1]

const actorOf = (who: { readonly id: string; readonly role: Role }, channel: 'http' | 'web'): Actor => ({
  id: who.id,
  role: who.role,
  boundCustomerId: null,
  channel,
  sharedChannel: false,
})

const refused = (why: string): KithError =>
  new KithError('UNAUTHENTICATED', `this request is nobody's that Kith knows: ${why}`, {
    hint: 'Send "Authorization: Bearer kith_..." with a key from `kith keys create --role ROLE`, or open the sign-in link that it prints.',
  })

/** The address of the peer of a Node request. */
export const remoteAddressOf = (incoming: IncomingMessage | undefined): string | undefined =>
  incoming?.socket.remoteAddress
