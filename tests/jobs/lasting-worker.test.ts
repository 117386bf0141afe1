import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createLastingWorker } from '../../src/jobs/lasting-worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-lasting-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
const serveJob = JSON.stringify(join(import.meta.dirname, '../../src/jobs/serve-job.ts'))
const errors = JSON.stringify(join(import.meta.dirname, '../../src/lib/errors.ts'))
const entry = join(folder, 'jobs.ts')
writeFileSync(
  entry,
  `import { threadId } from 'node:worker_threads'
import { serveJobs } from ${serveJob}
import { KithError } from ${errors}
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
serveJobs(async ({ data, report, signal }) => {
  if (data === 'fail') throw new KithError('CONFLICT', 'already there')
  if (data === 'die') process.exit(3)
  if (data === 'slow') {
    report('on')
    while (!signal.aborted) await wait(2)
    throw new KithError('CANCELLED', 'stopped')
  }
  if (typeof data === 'number') await wait(data)
  return threadId
})
`,
)
const worker = createLastingWorker(pathToFileURL(entry))
const run = (data: unknown) => worker.run({ data })

describe('a lasting worker', () => {
  test('serves one job after the other in the same thread', async () => {
    const first = await run('a')
    expect(await run('b')).toBe(first)
    expect(await run('c')).toBe(first)
  })

  test('jobs at the same time have a thread each', async () => {
    const [one, other] = await Promise.all([run(150), run(150)])
    expect(one).not.toBe(other)
  })

  test('an error comes over by its code, and its thread serves no more', async () => {
    const before = await run('a')
    await expect(run('fail')).rejects.toMatchObject({ code: 'CONFLICT', message: 'already there' })
    expect(await run('b')).not.toBe(before)
  })

  test('a thread that dies without a word fails its job alone', async () => {
    await expect(run('die')).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await run('a')).toBeTypeOf('number')
  })

  test('a job that is told to stop stops, and the next one is not told', async () => {
    const stop = new AbortController()
    await expect(
      worker.run({ data: 'slow', signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await run(20)).toBeTypeOf('number')
  })

  test('an idle thread ends', async () => {
    const brief = createLastingWorker(pathToFileURL(entry), 20)
    const first = await brief.run({ data: 'a' })
    await new Promise((done) => setTimeout(done, 400))
    expect(await brief.run({ data: 'b' })).not.toBe(first)
  })
})
