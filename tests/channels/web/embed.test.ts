import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContact } from '../../../src/channels/web/embed/read-contact.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { writeSettingValue } from '../../../src/store/queries/settings/settings.ts'
import { buildPage, noBrowser, type BuiltPage } from '../../support/open-page.ts'
import { testActor } from '../../support/shop.ts'

describe('whom the message of a desk names', () => {
  const chatwoot = (contact: object) =>
    JSON.stringify({ event: 'appContext', data: { contact, conversation: { id: 7 } } })
  test.each([
    [
      'an external id before an e-mail address',
      chatwoot({ identifier: 'ext-1', email: 'a@b.example' }),
      { external_id: 'ext-1' },
    ],
    ['an e-mail address', chatwoot({ identifier: null, email: ' a@b.example ' }), { email: 'a@b.example' }],
    ['a telephone number', chatwoot({ email: '', phone_number: '+8613900000000' }), { phone: '+8613900000000' }],
    ['a customer id of another desk', { customer_id: 'C-1', email: 'a@b.example' }, { customer_id: 'C-1' }],
    ['nobody who could be looked up', chatwoot({ name: 'Anna' }), null],
    ['nothing, being about something else', { type: 'webpack' }, undefined],
    ['nothing, being no JSON', 'hello', undefined],
  ])('%s', (_name, message, contact) => {
    expect(readContact(message)).toEqual(contact)
  })
})

const inBrowser = test.skipIf(noBrowser)
let built: BuiltPage
let desk: Server
let deskUrl = ''
let secret = ''

beforeAll(async () => {
  if (noBrowser) return
  built = await buildPage()
  const ctx = built.kith.runtime.contextFor(testActor())
  // A page that frames the panel and answers it, as a desk does.
  desk = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://desk')
    response.setHeader('content-type', 'text/html').end(
      `<iframe id="panel" width="360" height="700" src="${built.kith.url}/embed/customer#key=${searchParams.get('key') ?? ''}&language=zh"></iframe>
       <script>addEventListener('message', ({ data, source }) => {
         if (data === 'chatwoot-dashboard-app:fetch-info')
           source.postMessage({ customer_id: 'C-10023' }, '*')
       })</script>`,
    )
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  deskUrl = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`
  writeSettingValue(ctx.store, 'desk_origins', JSON.stringify([deskUrl]), 0)
  secret = createKey({ ctx, input: { name: 'desk', role: 'service_bot' } }).token
})
afterAll(async () => {
  desk?.close()
  await built?.close()
})

const panel = (page: Page) => page.frameLocator('#panel').locator('#card')

inBrowser(
  'a desk of the shop shows the card of whom the conversation is with, with what may be said apart',
  async () => {
    const page = await built.open(`${deskUrl}/?key=${secret}`, { locale: 'zh-CN' })
    await panel(page).getByRole('heading', { name: 'C-10023' }).waitFor()
    const text = await panel(page).innerText()
    expect(text).toContain('可以告诉客户')
    expect(text.split('\n').length).toBeGreaterThan(5)
    await page.close()
  },
)

inBrowser('a key that is none is told in words, and without one nothing is asked', async () => {
  const wrong = await built.open(`${deskUrl}/?key=kith_wrong`)
  await panel(wrong).getByText('无法查到这位客户').waitFor()
  await wrong.close()
  const none = await built.open(deskUrl)
  await panel(none).getByText('这个面板没有密钥').waitFor()
  await none.close()
})

inBrowser('no other page may frame it', async () => {
  const foreign = deskUrl.replace('127.0.0.1', 'localhost')
  const page = await built.open(`${foreign}/?key=${secret}`)
  await expect.poll(() => built.complaints.some((words) => words.includes('frame-ancestors'))).toBe(true)
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
  await page.close()
})

inBrowser('its headers let nobody frame it until a desk is named', async () => {
  const { store } = built.kith.runtime.contextFor(testActor())
  writeSettingValue(store, 'desk_origins', '[]', 0)
  const reply = await fetch(`${built.kith.url}/embed/customer`)
  expect(reply.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(reply.headers.get('x-frame-options')).toBeNull()
  expect(await reply.text()).toContain('data-desk-origins=""')
})
