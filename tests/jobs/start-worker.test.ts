import { writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { startWorker, workerBeside } from '../../src/jobs/start-worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-worker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

writeFileSync(join(folder, 'package.json'), '{"type":"module"}')

const serveJob = JSON.stringify(join(import.meta.dirname, '../../src/jobs/serve-job.ts'))
const errors = JSON.stringify(join(import.meta.dirname, '../../src/lib/errors.ts'))
/** A worker module in TypeScript whose job has this body. */
const worker = (name: string, body: string): URL => {
  const path = join(folder, `${name}.ts`)
  writeFileSync(
    path,
    `import { serveJob } from ${serveJob}\nimport { KithError } from ${errors}\nconst wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))\nawait serveJob(async ({ data, report, signal }) => { ${body} })\nexport { KithError, wait }\n`,
  )
  return pathToFileURL(path)
}

describe('startWorker', () => {
  test('names the module in the form that runs', () => {
    expect(workerBeside('file:///a/b/caller.ts', 'job').href).toBe('file:///a/b/job.ts')
    expect(workerBeside('file:///a/dist/b/caller.js', 'job').href).toBe('file:///a/dist/b/job.js')
  })

  test('gives a thread the bounds of its heap', async () => {
    const entry = worker('bounded', "return (await import('node:worker_threads')).resourceLimits")
    await expect(startWorker(entry, { data: null, heap: { youngMib: 6, oldMib: 64 } })).resolves.toMatchObject({
      maxYoungGenerationSizeMb: 6,
      maxOldGenerationSizeMb: 64,
    })
  })

  test('runs a TypeScript module in a thread, with its data, progress and result', async () => {
    const seen: unknown[] = []
    const entry = worker('good', 'report(1); report(2); return { doubled: (data as number) * 2 }')
    await expect(startWorker(entry, { data: 21, onProgress: (value) => seen.push(value) })).resolves.toEqual({
      doubled: 42,
    })
    expect(seen).toEqual([1, 2])
  })

  test('hands an error over by its code', async () => {
    const entry = worker(
      'bad',
      "throw new KithError('CONFLICT', 'already there', { field: 'id', hint: 'take another' })",
    )
    await expect(startWorker(entry, { data: null })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'already there',
      field: 'id',
      hint: 'take another',
    })
  })

  test('tells the job to stop', async () => {
    const stop = new AbortController()
    const entry = worker(
      'slow',
      "report('on'); while (!signal.aborted) await wait(2); throw new KithError('CANCELLED', 'stopped')",
    )
    const run = startWorker(entry, { data: null, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('notices a thread that dies without a word', async () => {
    const entry = worker('dead', 'process.exit(3)')
    await expect(startWorker(entry, { data: null })).rejects.toMatchObject({ code: 'INTERNAL' })
  })

  test('leaves the event loop free while the thread computes', async () => {
    const entry = worker('busy', 'let x = 0; for (let i = 0; i < 3e8; i += 1) x += i; return x > 0')
    let turns = 0
    const ticking = setInterval(() => {
      turns += 1
    }, 1)
    await startWorker(entry, { data: null })
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(3)
  })
})
