import { mkdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { openSource } from '../../../src/importing/open-source.ts'
import { nodeFiles, type FileAccess } from '../../../src/importing/reading/source-file.ts'
import { readFile, readingOptions, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const HEADER = 'order_id,ordered_at,product_id,quantity,unit_price,customer_id,product_name\n'
const LINE = 'o1,2026-06-30 08:26:00,p1,2,12.50,c1,Tea\n'

/** The error that opening (or reading) a file ends with. */
const failure = async (path: string, overrides: Parameters<typeof readFile>[1] = {}): Promise<KithError> => {
  try {
    await readFile(path, overrides)
  } catch (error) {
    if (error instanceof KithError) return error
    throw error
  }
  throw new Error('expected a refusal')
}

describe('files that cannot be imported are refused in words', () => {
  test('a missing file', async () => {
    const error = await failure(join(folder.path, 'nothing.csv'))
    expect(error).toMatchObject({ code: 'NOT_FOUND', field: 'file' })
    expect(error.message).toContain('nothing.csv')
  })

  test('a folder', async () => {
    mkdirSync(join(folder.path, 'inner'), { recursive: true })
    expect((await failure(join(folder.path, 'inner'))).message).toContain('is a folder')
  })

  test.each(['stat', 'open', 'read'])('no permission, found at %s', async (step) => {
    const path = folder.write('secret.csv', HEADER + LINE)
    const denied = (): never => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    }
    const files: FileAccess = {
      ...nodeFiles,
      ...(step === 'stat' ? { facts: async () => denied() } : {}),
      ...(step === 'open' ? { head: async () => denied() } : {}),
      ...(step === 'read' ? { stream: () => new Readable({ read: () => denied() }) } : {}),
    }
    await expect(openSource(path, readingOptions(), files)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'file' })
  })

  test.each([
    ['empty', ''],
    ['blank lines only', '\n\n \n'],
    ['a byte order mark only', '\ufeff'],
  ])('%s', async (_name, content) => {
    expect((await failure(folder.write('empty.csv', content))).code).toBe('INVALID_INPUT')
  })

  test('a header and no rows is a source of nothing, with a warning', async () => {
    const { source, all } = await readFile(folder.write('header.csv', HEADER))
    expect(all).toEqual([])
    expect(source.description.warnings.map(({ en }) => en)).toContain('the file has a header and no rows')
  })

  test.each([
    ['a picture (PNG)', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['Excel', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['binary data', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251))],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['a JSON list', Buffer.from('[{"order_id":"o1"}]')],
  ])('%s', async (what, bytes) => {
    expect((await failure(folder.write('other.csv', bytes))).message).toContain(what)
    expect((await failure(folder.writeGzip('other.csv.gz', bytes))).message).toContain(what)
  })

  test('a compressed file that is cut off', async () => {
    const path = folder.writeGzip(
      'cut.csv.gz',
      HEADER + Array.from({ length: 5000 }, (_, i) => LINE.replace('o1', `o${i * 7919}`)).join(''),
    )
    truncateSync(path, 20_000)
    expect((await failure(path)).message).toContain('cut off')
  })

  test('a compressed file with damaged data', async () => {
    const bytes = gzipSync(HEADER + LINE.repeat(100))
    bytes[20] = (bytes[20] ?? 0) ^ 0xff
    bytes[30] = (bytes[30] ?? 0) ^ 0xff
    expect((await failure(folder.write('damaged.csv.gz', bytes))).message).toMatch(/damaged|cut off/)
  })

  test.each([
    ['kind', { kind: 'sales' }, 'order_lines'],
    ['preset', { preset: 'magento' }, 'shopify'],
    ['field', { kind: 'order_lines', mapping: { colour: 'x' } }, 'unit_price'],
    ['column', { kind: 'order_lines', mapping: { order_id: 'Bestellung' } }, 'product_name'],
  ])('an unknown %s lists what exists', async (_name, overrides, listed) => {
    const error = await failure(folder.write('known.csv', HEADER + LINE), overrides)
    expect(error.code).toBe('INVALID_INPUT')
    expect(error.hint).toContain(listed)
  })

  test('columns that show no kind name what was seen and the way out', async () => {
    const error = await failure(folder.write('odd.csv', 'foo;bar\nx;y\nz;w\n'))
    expect(error.hint).toContain('foo, bar')
    expect(error.hint).toContain('--as')
  })

  test('a delimiter that nobody uses leaves one column, and the error shows it', async () => {
    const error = await failure(folder.write('tilde.csv', HEADER.replaceAll(',', '~') + LINE.replaceAll(',', '~')))
    expect(error.hint).toContain('order_id~ordered_at')
  })
})
