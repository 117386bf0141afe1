import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
/** Without a browser these are skipped on a desk, and fail where the gate runs. */
const inBrowser = test.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)

const folder = mkdtempSync(join(tmpdir(), 'kith-page-'))
const requests: string[] = []
const complaints: string[] = []
let kith: RunningKith
let browser: Browser

beforeAll(async () => {
  if (chromiumPath === undefined && process.env['CI'] === undefined) return
  const configFile = join(import.meta.dirname, '../../../src/channels/web/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: join(folder, 'web'), emptyOutDir: true } })
  kith = await serveKith({ demo: true, webFolder: join(folder, 'web') })
  browser = await chromium.launch({
    executablePath: chromiumPath ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await kith?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(locale: string, width = 1280): Promise<Page> {
  const page = await browser.newPage({ locale, viewport: { width, height: 800 } })
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(kith.url)
  return page
}

async function ask(page: Page, question: string): Promise<string> {
  await page.fill('#composer', question)
  await page.keyboard.press('Enter')
  const answer = page.locator('.answer-text').last()
  await answer.waitFor()
  await page
    .locator('button', { hasText: /How was this computed|这是怎么算的/ })
    .last()
    .waitFor()
  return answer.innerText()
}

inBrowser(
  'a marketer asks, sees the table and the chart, opens how it was computed, and goes on in Chinese',
  async () => {
    const page = await open('en-US')
    await page.getByText(/customers, .* orders, as of 2026-06-30/).waitFor()
    const text = await ask(page, 'Net revenue by region last quarter')
    expect(text).toMatch(/¥[\d,]+\.\d\d/)
    await page.locator('section svg').first().waitFor()
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(3)

    await page.getByRole('button', { name: 'How was this computed?' }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('query_metrics').waitFor()
    expect(await drawer.innerText()).toContain('Definition')
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })

    const chinese = await ask(page, '各个生命周期阶段分别有多少客户?')
    expect(chinese).toContain('成熟')
    await page.close()
  },
)

inBrowser('a dropped file comes in, with what was set aside and why', async () => {
  const page = await open('zh-CN', 360)
  const file = join(folder, 'orders.csv')
  writeFileSync(
    file,
    '订单号,下单时间,客户编号,商品编号,数量,单价\nN-1,2026-06-20 10:00,C-10023,SKU-8841,1,12.50\nN-2,2026-06-31 10:00,C-10023,SKU-8841,1,12.50\n',
  )
  await page.setInputFiles('input[type=file]', file)
  await page.getByText('读取 2 行,导入 1 行').waitFor()
  expect(await page.locator('main').innerText()).toContain('隔离 1 行')
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBe(0)
  await page.close()
})

inBrowser.each(['en-US', 'zh-CN'])('nothing on the page hinders assistive technology (%s)', async (locale) => {
  const page = await open(locale)
  await ask(page, locale === 'en-US' ? 'Orders by month in 2025' : '2025年每月的订单量')
  await page.locator('section svg').first().waitFor()
  await page.evaluate(readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8'))
  const violations = await page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  )
  expect(violations).toEqual([])
  await page.close()
})

inBrowser('the page asks nothing of any other host and complains of nothing', () => {
  expect(
    requests.filter((url) => !url.startsWith(kith.url) && !url.startsWith('data:') && !url.startsWith('blob:')),
  ).toEqual([])
  expect(complaints).toEqual([])
})
