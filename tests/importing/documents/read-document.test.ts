import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isDocument, readDocument } from '../../../src/importing/documents/read-document.ts'
import { readHtml } from '../../../src/importing/documents/read-html.ts'
import { readMarkdown } from '../../../src/importing/documents/read-markdown.ts'
import { onePagePdf } from '../../support/one-page-pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('readMarkdown', () => {
  test('takes front matter, and the first heading as the title otherwise', () => {
    const front =
      '---\ntitle: "Gift wrapping"\ncategory: service\nlang: en\nupdated: 2026-05-01\n---\n\nWe wrap gifts.\n'
    expect(readMarkdown(front)).toEqual({
      title: 'Gift wrapping',
      body: 'We wrap gifts.',
      language: 'en',
      category: 'service',
      url: null,
      updated: '2026-05-01',
    })
    expect(readMarkdown('# Returns #\n\nSend it back.\n\n## Costs\nFree.')).toMatchObject({
      title: 'Returns',
      body: 'Send it back.\n\n## Costs\nFree.',
    })
    expect(readMarkdown('Just text.')).toMatchObject({ title: null, body: 'Just text.' })
  })
})

describe('readHtml', () => {
  test('takes the main part as Markdown and leaves what surrounds it', () => {
    const page = `<!doctype html><html lang="zh-CN"><head><title>Shop | Help</title>
      <link rel="canonical" href="https://shop.example/help/gifts"><meta property="article:modified_time" content="2026-04-01T10:00:00Z">
      <script>steal()</script></head><body><nav>Home</nav><main><h1>Gift <b>wrapping</b></h1>
      <p>We wrap&nbsp;gifts &amp; cards.</p><h2>Costs</h2><ul><li>Small: 5</li><li>Large: 9</li></ul><style>p{}</style></main><footer>©</footer></body></html>`
    expect(readHtml(page)).toEqual({
      title: 'Gift wrapping',
      body: 'We wrap gifts & cards.\n\n## Costs\n\n- Small: 5\n- Large: 9',
      language: 'zh-CN',
      category: null,
      url: 'https://shop.example/help/gifts',
      updated: '2026-04-01T10:00:00Z',
    })
  })

  test('stands broken markup, and a page of scripts has no text', () => {
    expect(readHtml('<p>Open <b>text').body).toBe('Open text')
    expect(readHtml('<html><body><script>alert(1)</script></body></html>').body).toBe('')
  })
})

describe('readDocument', () => {
  test('reads a PDF with its title', async () => {
    const path = put('Gift wrapping.pdf', onePagePdf(['We wrap gifts for five yuan.', 'Ask at the counter.'], 'Gifts'))
    expect(await readDocument(path)).toMatchObject({
      article_id: 'DOC-GIFT-WRAPPING',
      title: 'Gifts',
      language: 'en',
      body: 'We wrap gifts for five yuan.\nAsk at the counter.',
    })
  })

  test('names the article after its file, in any script', async () => {
    expect(await readDocument(put('礼品包装 说明.md', '我们提供礼品包装。'))).toMatchObject({
      article_id: 'DOC-礼品包装-说明',
      title: '礼品包装 说明',
      language: 'zh',
    })
  })

  test('refuses what is missing, empty, damaged or a picture of text', async () => {
    await expect(readDocument(join(folder, 'none.md'))).rejects.toThrow(/no file/)
    await expect(readDocument(put('empty.md', '---\ntitle: x\n---\n'))).rejects.toThrow(/holds no text/)
    await expect(readDocument(put('bad.pdf', 'not a pdf'))).rejects.toThrow(/cannot be read as a PDF/)
    await expect(readDocument(put('scan.pdf', onePagePdf([])))).rejects.toThrow(/pages are pictures/)
  })

  test('is told by the ending', () => {
    expect(['a.md', 'b.HTML', 'c.htm', 'd.PDF', 'e.markdown'].every(isDocument)).toBe(true)
    expect(['a.csv', 'b.jsonl', 'md'].some(isDocument)).toBe(false)
  })
})
