import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPage, noBrowser, type BuiltPage } from '../../support/open-page.ts'

const inBrowser = test.skipIf(noBrowser)
let built: BuiltPage

beforeAll(async () => {
  if (!noBrowser) built = await buildPage()
})
afterAll(() => built?.close())

const HOW = /How was this computed|这是怎么算的/

/** Waits for the answer that comes `nth` in the conversation and gives its words. */
async function answer(page: Page, nth: number): Promise<string> {
  const text = page.locator('.answer-text').nth(nth)
  await text.waitFor()
  await page
    .locator('main')
    .getByText(/as of \d|截至 \d/)
    .nth(nth)
    .waitFor()
  return text.innerText()
}

async function ask(page: Page, question: string, nth: number): Promise<string> {
  await page.fill('#composer', question)
  await page.keyboard.press('Enter')
  return answer(page, nth)
}

const SHOPIFY =
  'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku'
const row = (order: string, email: string, at: string): string =>
  `${order},${email},paid,CNY,${at},1,Salmon Cat Food,12.50,SKU-8841`

/** A Shopify export of twenty orders, and twelve rows whose dates do not exist. */
const shopifyExport = (): string =>
  [
    SHOPIFY,
    ...Array.from({ length: 20 }, (_, at) =>
      row(`#10${at}`, `li${at}@example.net`, `2026-06-1${at % 10} 10:00:00 +0800`),
    ),
    ...Array.from({ length: 12 }, (_, at) => row(`#90${at}`, `mei${at}@example.net`, '2026-06-31 10:00:00 +0800')),
  ].join('\n')

inBrowser(
  'a marketer asks, saves a segment through its approval, opens a customer and imports a file',
  async () => {
    const page = await built.open('/')
    await page.getByText(/customers, .* orders, as of 30 Jun 2026/).waitFor()

    // Who the best are depends on what is meant, so the page offers the readings as buttons.
    await page.getByRole('button', { name: 'Who are my best customers?' }).click()
    await answer(page, 0)
    await page.getByRole('list', { name: 'Which do you mean?' }).getByRole('button').first().click()
    expect(await answer(page, 1)).toMatch(/\d/)

    // A figure of the text opens what it comes from.
    await page.locator('.figure').first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('tab', { name: 'In plain words' }).click()
    await drawer.getByText('Rows used').waitFor()
    expect(page.url()).toContain('how=r')
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    const leaving = await ask(page, '哪些客户可能流失?', 2)
    expect(leaving).toMatch(/流失/)

    await page.getByRole('button', { name: 'Save as segment' }).last().click()
    await page.getByLabel('Name of the segment').fill('At-risk VIPs')
    await page.getByRole('button', { name: 'Propose' }).click()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('approved and done').waitFor()
    await page.keyboard.press('Escape')

    const offers = await ask(page, 'What should I offer them?', 3)
    expect(offers).toMatch(/win-back/i)

    // Whoever withdrew consent stays out of the file, and the file comes only after an approval.
    await page.getByRole('button', { name: 'Export' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Left out, no consent').waitFor()
    const [inFile = 0, leftOut = 0] = (await dialog.locator('.title.tabular').allInnerTexts()).map(Number)
    expect(leftOut).toBeGreaterThan(0)
    await dialog.getByRole('button', { name: 'Propose the export' }).click()
    await dialog.getByRole('button', { name: 'Approve' }).click()
    const link = await dialog.getByRole('link', { name: 'Download the file' }).getAttribute('href')
    const audience = (await (await fetch(`${built.kith.url}${link}`)).text()).trim().split('\n')
    expect(audience[0]).toContain('Email')
    expect(audience).toHaveLength(inFile + 1)
    await page.keyboard.press('Escape')

    // The palette finds a customer by id; contacts stay masked until they are revealed.
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('c-10023')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'In five lines' }).waitFor()
    expect(await page.locator('main').innerText()).toMatch(/w\*+@/)
    await page.getByRole('button', { name: 'Reveal contacts' }).click()
    await page.getByText('Revealed; the audit log notes it.').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/w\*+@/)

    await page.getByRole('link', { name: 'Segments' }).click()
    await page.getByRole('link', { name: 'At-risk VIPs' }).waitFor()

    // A Shopify export with twelve rows that cannot be right.
    await page.getByRole('link', { name: 'Data', exact: true }).click()
    await page.getByRole('button', { name: 'Import a file' }).click()
    const file = join(built.folder, 'orders_export.csv')
    writeFileSync(file, shopifyExport())
    await page.setInputFiles('input[type=file]', file)
    await page.getByText('shopify export').waitFor()
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText('12 rows cannot become facts').waitFor()
    const bad = await page.getByRole('link', { name: /Download these rows/ }).getAttribute('href')
    expect((await (await fetch(`${built.kith.url}${bad}`)).text()).trim().split('\n')).toHaveLength(13)
    await page.getByRole('button', { name: 'Import now' }).click()
    await page.getByText('orders_export.csv is in').waitFor({ timeout: 60_000 })

    await page.getByRole('link', { name: 'Ask about it' }).click()
    const clean = await ask(page, 'How clean is the file orders_export.csv?', 0)
    expect(clean).toMatch(/12/)
    await page.locator('button', { hasText: HOW }).last().waitFor()
    await page.close()
    expect(built.complaints).toEqual([])
  },
  180_000,
)
