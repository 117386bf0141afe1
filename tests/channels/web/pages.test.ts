import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPage, noBrowser, type BuiltPage } from '../../support/open-page.ts'
import { PAGES, settled } from '../../support/every-page.ts'
import { serveKith } from '../../support/serve-kith.ts'

const inBrowser = test.skipIf(noBrowser)
let built: BuiltPage

beforeAll(async () => {
  if (!noBrowser) built = await buildPage()
})
afterAll(() => built?.close())

const axe = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8')

/** What hinders assistive technology on a page as it stands. */
async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  )
}

inBrowser.each(PAGES)(
  '%s hinders no assistive technology in either language and theme, and fits 360 pixels',
  async (path) => {
    for (const options of [{ locale: 'en-US' }, { locale: 'zh-CN', dark: true, width: 360 }]) {
      const page = await built.open(path, options)
      await settled(page)
      expect(await hindrances(page)).toEqual([])
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow).toBe(0)
      await page.close()
    }
  },
)

inBrowser('an address that leads nowhere and a customer who is not there are told in words', async () => {
  const page = await built.open('/nowhere-else')
  expect(await page.locator('body').innerText()).toContain('NOT_FOUND')
  await page.goto(`${built.kith.url}/customers/C-99999999`)
  await page.getByText('Nobody has this id').waitFor()
  await page.getByRole('link', { name: 'Find a customer' }).click()
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor()
  await page.goto(`${built.kith.url}/customers/%E0%A4%A`)
  await page.getByText('Nobody has this id').waitFor()
  await page.close()
})

inBrowser('whoever has no mouse gets to the content, to another page by name, and goes on at its top', async () => {
  const page = await built.open('/segments')
  await settled(page)
  const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Skip to the content')
  expect((await page.locator('a[href="#main"]').boundingBox())?.height).toBeGreaterThanOrEqual(24)
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('main')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('New segment')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  expect(await focused()).toBe('New segment')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('campaigns')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  await expect.poll(focused).toBe('main')
  await page.close()
})

inBrowser('a table that is wider than its place is shaded at the edge behind which it goes on', async () => {
  const page = await built.open('/customers', { width: 360 })
  await settled(page)
  const table = page.getByRole('region', { name: 'Table: Customers' })
  const lightest = async (): Promise<readonly number[]> => {
    const picture = (await table.screenshot()).toString('base64')
    return page.evaluate<readonly number[]>(
      `createImageBitmap(new Blob([Uint8Array.from(atob('${picture}'), (one) => one.charCodeAt(0))])).then((image) => {
        const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
        pen.drawImage(image, 0, 0)
        return [1, image.width - 2].map((x) => Math.max(...pen.getImageData(x, 60, 1, 200).data.filter((_, at) => at % 4 === 1)))
      })`,
    )
  }
  const [left = 0, right = 0] = await lightest()
  expect(left).toBeGreaterThan(right + 15)
  await table.evaluate((element) => element.scrollTo(element.scrollWidth, 0))
  const [leftAtEnd = 0, rightAtEnd = 0] = await lightest()
  expect(rightAtEnd).toBeGreaterThan(leftAtEnd + 15)
  await page.close()
})

inBrowser('offers of win-back plans are edited as a table, and a refused value says why', async () => {
  const page = await built.open('/settings/rules')
  await page.getByRole('button', { name: 'Edit: Win-back offers' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Win-back offers' })
  const lifts = row.getByLabel('Assumed lift (0.03 is 3 %)')
  const offers = await lifts.count()
  await lifts.first().fill('7')
  await row.getByRole('button', { name: 'Propose' }).click()
  await row.getByRole('alert').waitFor()
  expect(await row.getByRole('alert').innerText()).toContain('winback_offers')
  await lifts.first().fill('0.2')
  await row.getByRole('button', { name: 'Remove' }).last().click()
  expect(await lifts.count()).toBe(offers - 1)
  await row.getByRole('button', { name: 'Propose' }).click()
  await row.getByRole('button', { name: 'Approve' }).click()
  await row.getByText(`${offers - 1} entries`).waitFor()
  await page.close()
})

inBrowser('the first load without charts is at most 250 kB on the way', async () => {
  const folder = join(built.folder, 'web')
  const document = readFileSync(join(folder, 'index.html'), 'utf8')
  const first = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  const language = readdirSync(join(folder, 'assets')).filter((name) => /^zh-.*\.js$/.test(name))
  let bytes = document.length
  for (const name of [...first, ...language.map((file) => `assets/${file}`)]) bytes += await bytesOnTheWay(name)
  expect(first.length).toBeGreaterThan(1)
  expect(bytes).toBeLessThan(250_000)
})

/** Bytes of a body as they are sent to who takes gzip; `fetch` would unpack them. */
const bytesOnTheWay = (name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${built.kith.url}/${name}`, { headers: { 'accept-encoding': 'gzip' } }, (reply) => {
      let bytes = 0
      reply.on('data', (chunk: Buffer) => (bytes += chunk.length))
      reply.on('end', () => resolve(bytes))
    }).on('error', reject)
  })

inBrowser('the page asks nothing of any other host and complains of nothing', () => {
  const { requests, complaints, kith } = built
  expect(
    requests.filter((url) => !url.startsWith(kith.url) && !url.startsWith('data:') && !url.startsWith('blob:')),
  ).toEqual([])
  expect(complaints).toEqual([])
})

inBrowser('a shop without data says so and shows the way to some, and calls nothing a failure', async () => {
  const kith = await serveKith({ webFolder: join(built.folder, 'web') })
  for (const path of ['/customers', '/segments', '/campaigns', '/data', '/reviews', '/alerts', '/segments/new']) {
    const page = await built.open(`${kith.url}${path}`)
    await settled(page)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await hindrances(page)).toEqual([])
    const ways = await page.getByRole('link', { name: 'Import a file' }).count()
    expect(ways).toBe(['/customers', '/segments', '/data'].includes(path) ? 1 : 0)
    await page.close()
  }
  await kith.close()
})
