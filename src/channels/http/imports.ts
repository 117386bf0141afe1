import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { InvalidInputError, KithError, NotFoundError } from '../../lib/errors.ts'
import type { Actor } from '../../services/access/actor.ts'
import { authorise } from '../../services/access/authorise.ts'
import { detectFile } from '../../services/imports/detect-file.ts'
import { findQuarantineFile } from '../../services/imports/find-quarantine-file.ts'
import { tellImport } from '../../services/imports/import-report.ts'
import { summariseShop } from '../../services/shop/summarise-shop.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { languageOf } from './language-of.ts'
import { nameAsSent } from './name-as-sent.ts'
import { tellProblem } from '../problems/tell-problem.ts'

/** Paths that take a file as the body, whatever its size: it goes to disk in pieces, and nothing else may read it. */
export const FILE_PATHS: ReadonlySet<string> = new Set(['/v1/imports', '/v1/imports/detect'])
const MOST_BYTES = 4 * 1024 ** 3

/**
 * `POST /v1/imports?filename=orders.csv` takes the file as the body, as it is, and answers with the id of its import;
 * `POST /v1/imports/demo` makes the demo shop for an empty store in the same way;
 * `GET /v1/imports/:id` tells how it goes; `DELETE` stops it. The body goes to disk in pieces, whatever its size.
 */
export function importRoutes(runtime: Runtime, uploadFolder: string) {
  const asSent = nameAsSent(uploadFolder)
  return new OpenAPIHono<AppEnvironment>()
    .post('/v1/imports', async (c) => {
      const actor = c.get('actor')
      authorise({ actor }, 'import')
      const { path, folder, filename } = await receiveFile(c, uploadFolder)
      const id = runtime.imports.start(actor, {
        files: [path],
        kind: c.req.query('as'),
        preset: c.req.query('preset'),
        mapping: parseMapping(c.req.query('map')),
        dryRun: c.req.query('dry_run') === 'true',
        ...(c.req.query('dry_run') === 'true' ? { keepRejects: true } : {}),
        dropRepeated: c.req.query('drop_repeated') === 'true',
        mayChooseCurrency: !runtime.currencyIsSet,
        whenSettled: () => rm(folder, { recursive: true, force: true }),
      })
      return c.json({ id, status: 'waiting', file: filename }, 202, { location: `/v1/imports/${id}` })
    })
    .post('/v1/imports/demo', (c) => {
      const actor = c.get('actor')
      const id = startDemo(runtime, actor, c.req.query('customers'))
      return c.json({ id, status: 'waiting' }, 202, { location: `/v1/imports/${id}` })
    })
    .post('/v1/imports/detect', async (c) => {
      const actor = c.get('actor')
      authorise({ actor }, 'import')
      const { path, folder } = await receiveFile(c, uploadFolder)
      try {
        const detected = await detectFile({
          ctx: runtime.contextFor(actor, { language: languageOf(c) }),
          input: {
            path,
            kind: c.req.query('as'),
            preset: c.req.query('preset'),
            mapping: parseMapping(c.req.query('map')),
          },
        })
        return c.json(detected)
      } catch (error) {
        throw asSent.inError(error)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
    .get('/v1/imports/:id/quarantine.csv', (c) => {
      const importId = c.req.param('id')
      const path = findQuarantineFile({ ctx: runtime.contextFor(c.get('actor')), input: { importId } })
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="quarantine-${importId}.csv"`,
        'cache-control': 'no-store',
      })
    })
    .get('/v1/imports/:id', (c) => {
      authorise({ actor: c.get('actor') }, 'import')
      const job = runtime.imports.get(c.req.param('id'))
      if (job === undefined) throw new NotFoundError('import', c.req.param('id'))
      const { language } = runtime.contextFor(c.get('actor'), { language: languageOf(c) })
      const error = job.error === null ? null : { ...job.error, ...tellProblem(job.error, language) }
      const result = job.result === null ? null : tellImport(job.result, language)
      return c.json(asSent.inValue({ ...job, error, result }))
    })
    .delete('/v1/imports/:id', (c) => {
      authorise({ actor: c.get('actor') }, 'import')
      if (!runtime.imports.cancel(c.req.param('id'))) throw new NotFoundError('running import', c.req.param('id'))
      return c.json({ id: c.req.param('id'), stopping: true }, 202)
    })
}

/** @throws {KithError} CONFLICT when the store holds facts already */
function startDemo(runtime: Runtime, actor: Actor, size: string | undefined): string {
  authorise({ actor }, 'import')
  const { customers, orders } = summariseShop({ ctx: runtime.contextFor(actor) })
  if (customers > 0 || orders > 0) {
    throw new KithError('CONFLICT', 'this store holds facts already, and the demo shop goes into an empty one', {
      hint: 'Start Kith with KITH_HOME set to an empty folder to look around in the demo shop.',
    })
  }
  const wanted = size === undefined ? undefined : Number(size)
  if (wanted !== undefined && !Number.isSafeInteger(wanted)) {
    throw new InvalidInputError(`'${size}' is not a number of customers`, {
      field: 'customers',
      hint: 'For example ?customers=5000.',
    })
  }
  return runtime.imports.startDemo(actor, wanted)
}

/** Puts the body on disk in pieces, whatever its size, in a folder of its own that the caller removes. */
async function receiveFile(
  c: Context<AppEnvironment>,
  uploadFolder: string,
): Promise<{ readonly path: string; readonly folder: string; readonly filename: string }> {
  const filename = safeName(c.req.query('filename'))
  const body = c.req.raw.body
  if (body === null)
    throw new InvalidInputError('the request has no body', {
      hint: 'Send the file itself: curl -X POST -T orders.csv URL.',
    })
  const folder = join(uploadFolder, randomUUID())
  await mkdir(folder, { recursive: true })
  const path = join(folder, filename)
  try {
    await pipeline(
      Readable.fromWeb(body as import('node:stream/web').ReadableStream),
      limitTo(MOST_BYTES),
      createWriteStream(path),
    )
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return { path, folder, filename }
}

/** The last part of a name, without anything that a file system or a path could read something into. */
function safeName(text: string | undefined): string {
  const name =
    (text ?? '')
      .split(/[/\\]/)
      .at(-1)
      ?.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
      .slice(-120) ?? ''
  if (name === '' || /^\.+$/.test(name)) {
    throw new InvalidInputError('the import needs the name of its file', {
      field: 'filename',
      hint: 'POST /v1/imports?filename=orders.csv',
    })
  }
  return name
}

function parseMapping(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (
      value !== null &&
      typeof value === 'object' &&
      Object.values(value).every((column) => typeof column === 'string')
    )
      return { ...value }
  } catch {
    // Falls through to the one message that says what a mapping looks like.
  }
  throw new InvalidInputError('map must be a JSON object of field to column', {
    field: 'map',
    hint: 'map={"order_id":"Order no"}',
  })
}

function limitTo(bytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > bytes)
        done(
          new KithError('TOO_LARGE', 'the file is larger than 4 GiB', {
            hint: 'Import it on the machine itself: kith import FILE.',
          }),
        )
      else done(null, chunk)
    },
  })
}
