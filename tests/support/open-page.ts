import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build, type Plugin } from 'vite'
import { serveKith, type RunningKith } from './serve-kith.ts'

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

/** Without a browser these tests are skipped on a desk, and fail where the gate runs. */
export const noBrowser = chromiumPath === undefined && process.env['CI'] === undefined

export interface BuiltPage {
  readonly kith: RunningKith
  /** A folder of the test's own. */
  readonly folder: string
  /** Addresses that the page asked for, and what the browser complained of. */
  readonly requests: string[]
  readonly complaints: string[]
  open(
    path: string,
    options?: { readonly locale?: string; readonly width?: number; readonly dark?: boolean },
  ): Promise<Page>
  close(): Promise<void>
}

/** Builds the page, serves it with the demo shop, and opens it in a browser without a head. */
export async function buildPage(plugins: readonly Plugin[] = []): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-page-'))
  const configFile = join(import.meta.dirname, '../../src/channels/web/vite.config.ts')
  const webFolder = join(folder, 'web')
  // The runner calls this a test; the page is judged as it is shipped.
  const mode = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await build({ configFile, logLevel: 'error', plugins: [...plugins], build: { outDir: webFolder, emptyOutDir: true } })
  if (mode !== undefined) process.env['NODE_ENV'] = mode
  const kith = await serveKith({ demo: true, webFolder })
  const browser: Browser = await chromium.launch({
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
  const requests: string[] = []
  const complaints: string[] = []
  return {
    kith,
    folder,
    requests,
    complaints,
    async open(path, { locale = 'en-US', width = 1280, dark = false } = {}) {
      const page = await browser.newPage({
        locale,
        viewport: { width, height: 800 },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      })
      page.on('request', (request) => requests.push(request.url()))
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        // Somebody who is not there is answered with 404, a value that is refused with 400; the page shows them as such.
        if (message.type() === 'error' && !/404 \(Not Found\)|400 \(Bad Request\)/.test(message.text()))
          complaints.push(message.text())
      })
      await page.goto(path.startsWith('/') ? `${kith.url}${path}` : path)
      return page
    },
    async close() {
      await browser.close()
      await kith.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
