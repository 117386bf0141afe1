import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { searchArticles } from '../../../src/services/articles/search-articles.ts'
import { runImport } from '../../../src/services/imports/run-import.ts'
import { onePagePdf } from '../../support/one-page-pdf.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-import-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('documents among the files of an import', () => {
  const store = makeShop({})
  const ctx = testContext(store, '2026-06-30', { home: folder })
  const paths = ['gifts.md', 'opening.html', 'repairs.pdf'].map((name) => join(folder, name))
  const [gifts = '', opening = '', repairs = ''] = paths
  writeFileSync(gifts, '# Gift wrapping\n\nWe wrap gifts for five yuan.')
  writeFileSync(opening, '<html lang="en"><body><h1>Opening hours</h1><p>The desk opens at nine.</p></body></html>')
  writeFileSync(repairs, onePagePdf(['Repairs take ten days.'], 'Repairs'))

  test('become articles under their own names, and answer', async () => {
    const { files } = await runImport({ ctx, input: { files: paths } })
    expect(files.map(({ file, kind, imported }) => [file, kind, imported])).toEqual(
      paths.map((path) => [path, 'articles', 1]),
    )
    const { data } = await searchArticles({ ctx, input: { query: 'do you wrap gifts?' } })
    expect(data.passages[0]).toMatchObject({ article_id: 'DOC-GIFTS', text: 'We wrap gifts for five yuan.' })
    expect((await searchArticles({ ctx, input: { query: 'when does the desk open' } })).data.passages[0]?.title).toBe(
      'Opening hours',
    )
  })

  test('imported again they are duplicates, changed they are updates', async () => {
    const again = await runImport({ ctx, input: { files: [gifts] } })
    expect(again.files[0]).toMatchObject({ imported: 0, duplicates: 1 })
    writeFileSync(gifts, '# Gift wrapping\n\nWe wrap gifts for eight yuan.')
    await runImport({ ctx, input: { files: [gifts] } })
    const { data } = await searchArticles({ ctx, input: { query: 'do you wrap gifts?' } })
    expect(data.passages[0]?.text).toBe('We wrap gifts for eight yuan.')
  })
})
