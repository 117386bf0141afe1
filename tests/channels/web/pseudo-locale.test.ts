import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PAGES, settled } from '../../support/every-page.ts'
import { buildPage, noBrowser, type BuiltPage } from '../../support/open-page.ts'
import { CLOSES, OPENS, pseudoCatalogue } from '../../support/pseudo-catalogue.ts'

const inBrowser = test.skipIf(noBrowser)
let built: BuiltPage
beforeAll(async () => {
  if (!noBrowser) built = await buildPage([pseudoCatalogue])
})
afterAll(() => built?.close())

/** Every text that somebody could read or hear: what is shown, and names and hints of controls; charts are described by words of their own. */
const TEXTS = `(() => {
  const texts = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    if (node.parentElement.closest('script, style, svg, pre, code') === null) texts.push(node.textContent)
  }
  for (const element of document.querySelectorAll('[aria-label]:not([role=img]), [placeholder], [title], img[alt]'))
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name))
  return [document.title, ...texts]
})()`

/** Names that are the same in every language, ids, and dates and figures as they are written for the reader's language elsewhere. */
const SAME_EVERYWHERE =
  /\b(Kith|English|CSV|PNG|JSON|curl|Ctrl K|MCP|OpenAI|Slack|Segment|Klaviyo|Meta|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|CNY|CN|N|points|days?|SKU-\d+)\b/g

const letters = (text: string): string =>
  text
    .replaceAll(SAME_EVERYWHERE, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
const marked = new RegExp(
  `${OPENS}[^${OPENS}${CLOSES}]*(${OPENS}[^${OPENS}${CLOSES}]*${CLOSES}[^${OPENS}${CLOSES}]*)*${CLOSES}`,
  'gu',
)

/** What is shown and comes neither from the catalogue nor from the server. */
async function ownTexts(page: Page, served: string): Promise<readonly string[]> {
  const texts = await page.evaluate<string[]>(TEXTS)
  return [...new Set(texts)].flatMap((text) => {
    const rest = text.replaceAll(marked, '\n')
    return rest.split(/\n|, | · /).filter((part) => letters(part) !== '' && !served.includes(letters(part)))
  })
}

inBrowser.each(PAGES)(
  '%s: every text comes from the catalogue or from the shop, and fits when it is longer',
  async (path) => {
    const page = await built.open('about:blank', { width: 360 })
    const replies: Promise<string>[] = []
    page.on('response', (reply) => {
      if (reply.headers()['content-type']?.includes('json') === true) replies.push(reply.text().catch(() => ''))
    })
    await page.goto(`${built.kith.url}${path}`)
    await settled(page)
    const shown = await page.evaluate<string>('document.body.innerText')
    expect(shown).toContain(OPENS)
    const served = await Promise.all(replies)
    expect(await ownTexts(page, letters(served.join('\n')))).toEqual([])
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBe(0)
    await page.close()
  },
)
