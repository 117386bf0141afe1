import { describe, expect, test } from 'vitest'
import { createJobQueue } from '../../src/jobs/job-queue.ts'
import { KithError } from '../../src/lib/errors.ts'

const ended = async (queue: ReturnType<typeof createJobQueue<number, string>>, id: string) => {
  for (;;) {
    const job = queue.get(id)
    if (job === undefined || (job.status !== 'waiting' && job.status !== 'running')) return job
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

describe('a queue of jobs', () => {
  test('runs one after the other, in the order they came', async () => {
    const queue = createJobQueue<number, string>()
    const log: string[] = []
    const add = (name: string) =>
      queue.add(async () => {
        log.push(`${name} begins`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        log.push(`${name} ends`)
        return name
      })
    const ids = [add('a'), add('b'), add('c')]
    for (const id of ids) await ended(queue, id)
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  test('tells progress, result and error', async () => {
    const queue = createJobQueue<number, string>()
    const good = queue.add(async (report) => {
      report(7)
      return 'done'
    })
    const bad = queue.add(() => Promise.reject(new KithError('NOT_FOUND', 'no file', { hint: 'look again' })))
    expect(await ended(queue, good)).toMatchObject({ status: 'done', progress: 7, result: 'done', error: null })
    expect(await ended(queue, bad)).toMatchObject({
      status: 'failed',
      error: { code: 'NOT_FOUND', message: 'no file', hint: 'look again' },
    })
  })

  test('keeps the details of an unexpected error to itself', async () => {
    const queue = createJobQueue<number, string>()
    const id = queue.add(() => Promise.reject(new Error('secret path')))
    expect(JSON.stringify(await ended(queue, id))).not.toContain('secret')
  })

  test('cancels what waits and what runs', async () => {
    const queue = createJobQueue<number, string>()
    const running = queue.add(
      (_report, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new KithError('CANCELLED', 'stopped'))),
        ),
    )
    const waiting = queue.add(() => Promise.resolve('never'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(queue.cancel(waiting)).toBe(true)
    expect(queue.cancel(running)).toBe(true)
    expect((await ended(queue, running))?.status).toBe('cancelled')
    expect((await ended(queue, waiting))?.status).toBe('cancelled')
    expect(queue.cancel('J-none')).toBe(false)
  })

  test('takes nothing more once it is closed', async () => {
    const queue = createJobQueue<number, string>()
    await queue.close()
    expect(() => queue.add(() => Promise.resolve('x'))).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }))
  })
})
