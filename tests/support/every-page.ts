import type { Page } from 'playwright-core'

/** Until the page shows what it has to show. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1, main article').first().waitFor()
  while ((await page.locator('[aria-busy=true]').count()) > 0) await page.waitForTimeout(50)
}

/** An address of each page, and of each part that has one. */
export const PAGES = [
  '/',
  '/customers',
  '/customers/C-10023',
  '/segments',
  '/segments/new',
  '/reviews',
  '/campaigns',
  '/approvals',
  '/alerts',
  '/data?import=1',
  '/settings/model',
  '/settings/memory',
  '/settings/keys',
  '/settings/roles',
  '/settings/rules',
  '/settings/connect',
  '/settings/audit',
]
