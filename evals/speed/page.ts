import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import type { Bench } from './bench.ts'
import { startServer } from './start-server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const BROWSER = '/usr/bin/chromium'
const TARGET_MS = 1500
const LOADS = 5
const QUESTIONS = [
  'Which five regions brought the most net revenue last quarter?',
  'Which customers are likely to leave?',
  '各个生命周期阶段分别有多少客户？',
]

interface Load {
  readonly interactiveMs: number
  readonly firstPaintMs: number
  readonly kilobytes: number
}

interface Frames {
  readonly perSecond: number
  readonly longestMs: number
  readonly seconds: number
}

/**
 * The page in a real browser on the cores that serve it: milliseconds from the address to a question that can be typed, with nothing in
 * the browser's cache, and the frames that it draws from a question to its whole answer.
 */
export const pageBench: Bench = {
  id: 'page',
  unit: 'ms',
  peer: TARGET_MS,
  byDefault: true,
  async run(folder) {
    process.env['NODE_ENV'] = 'production'
    await build({ configFile: resolve(ROOT, 'src/channels/web/vite.config.ts'), logLevel: 'error' })
    const { child, url } = await startServer(folder, {})
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] })
    try {
      const loads: Load[] = []
      for (let number = 0; number < LOADS; number += 1) loads.push(await load(browser, url))
      const frames = await answers(browser, url)
      return {
        runs: loads.map(({ interactiveMs }) => Math.round(interactiveMs)),
        details: {
          first_paint_ms: loads.map(({ firstPaintMs }) => Math.round(firstPaintMs)),
          first_load_kb: loads.map(({ kilobytes }) => Math.round(kilobytes)),
          frames_per_second: frames.map(({ perSecond }) => Math.round(perSecond * 10) / 10),
          longest_frame_ms: frames.map(({ longestMs }) => Math.round(longestMs)),
          answer_seconds: frames.map(({ seconds }) => Math.round(seconds * 100) / 100),
        },
      }
    } finally {
      await browser.close()
      child.kill('SIGKILL')
    }
  },
}

/** A first visit: a browser profile of its own, so that nothing was kept. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'commit' })
  const measured = await page.evaluate<Load>(`new Promise((done) => {
    const look = () => {
      const field = document.querySelector('textarea')
      if (field === null || field.disabled) return requestAnimationFrame(look)
      // The main thread is free once a message to itself is taken.
      const channel = new MessageChannel()
      channel.port1.onmessage = () => tell(performance.now())
      channel.port2.postMessage(null)
    }
    const tell = (interactiveMs) => {
      const [paint] = performance.getEntriesByName('first-contentful-paint')
      if (paint === undefined) return requestAnimationFrame(() => tell(interactiveMs))
      const entries = performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
      done({
        interactiveMs,
        firstPaintMs: paint.startTime,
        kilobytes: entries.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024,
      })
    }
    look()
  })`)
  await context.close()
  return measured
}

async function answers(browser: Browser, url: string): Promise<Frames[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(url)
  // The first answer pays for the parts of the page that are loaded with it.
  await ask(page, QUESTIONS[0] ?? '')
  const frames: Frames[] = []
  for (const question of QUESTIONS) frames.push(await ask(page, question))
  await page.close()
  return frames
}

/** From the question to its whole answer, tables and charts drawn. */
async function ask(page: Page, question: string): Promise<Frames> {
  const before = await page.locator('.answer-text').count()
  await page.locator('textarea').fill(question)
  await page.evaluate(`{
    const frames = (window.kithFrames = [])
    // Noted until another question has a list of its own.
    const note = (now) => { frames.push(now); if (window.kithFrames === frames) requestAnimationFrame(note) }
    requestAnimationFrame(note)
  }`)
  const started = performance.now()
  await page.keyboard.press('Enter')
  await page.locator('.answer-text').nth(before).waitFor()
  // While an answer streams, a button to stop it stands where questions are sent from; Enter would send nothing.
  await page.locator('form button[type=submit]').waitFor()
  await page.locator('main li:has(.answer-text)').nth(before).getByRole('button', { name: 'Copy the answer' }).waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  const seconds = (performance.now() - started) / 1000
  const times = await page.evaluate<number[]>('window.kithFrames')
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return { perSecond: (gaps.length / span) * 1000, longestMs: Math.max(...gaps), seconds }
}
