import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handler } from 'hono'
import { readSetting } from '../../services/settings/read-setting.ts'
import type { Actor } from '../../services/access/actor.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

export const EMBED_PATH = '/embed/customer'

const READER: Actor = { id: 'embed', role: 'service_bot', boundCustomerId: null, channel: 'web', sharedChannel: false }

/**
 * `GET /embed/customer`: the customer's card as a panel inside a service desk. The document holds nothing of the shop; only
 * pages of the setting `desk_origins` may frame it, and every look-up needs the key that the desk's administrator put behind
 * the `#` of its address.
 */
export function embedPage(runtime: Runtime, webFolder: string): Handler<AppEnvironment> {
  const file = join(webFolder, 'embed.html')
  const document = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return (c) => {
    const origins = readSetting(runtime.contextFor(READER).store, 'desk_origins')
    const framers = origins.length === 0 ? "'none'" : origins.join(' ')
    return c.html(document.replace('data-desk-origins=""', `data-desk-origins="${origins.join(' ')}"`), 200, {
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${framers}`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
  }
}
