import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTurnQueue, type TurnQueueLimits } from '../../src/agent/turn-queue.ts'

/** Work whose end the test decides. */
function openWork() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => (inTime: boolean) => {
    begun.push(inTime ? name : `${name} too late`)
    return inTime ? new Promise<string>((resolve) => ends.set(name, () => resolve(name))) : Promise.resolve(name)
  }
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await Promise.resolve()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { begun, work, end }
}

const limits = (more: Partial<TurnQueueLimits> = {}): TurnQueueLimits => ({
  running: 2,
  waiting: 10,
  waitMs: 60_000,
  ...more,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('so many run at once, and the others in the order in which they came', async () => {
  const queue = createTurnQueue(limits())
  const { begun, work, end } = openWork()
  const all = ['a', 'b', 'c', 'd'].map((name) => queue.run({ asker: 'one' }, work(name)))
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toEqual(['a', 'b'])
  expect(queue.load()).toEqual({ running: 2, waiting: 2 })
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  await end('a')
  await end('c')
  await end('d')
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.load()).toEqual({ running: 0, waiting: 0 })
})

test('whoever asks once is not kept behind somebody who asked ten times', async () => {
  const queue = createTurnQueue(limits({ running: 1 }))
  const { begun, work, end } = openWork()
  for (const name of ['a1', 'a2', 'a3', 'a4']) void queue.run({ asker: 'a' }, work(name))
  for (const name of ['b1', 'b2']) void queue.run({ asker: 'b' }, work(name))
  for (const name of ['a1', 'b1', 'a2', 'b2', 'a3', 'a4']) await end(name)
  expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4'])
})

test('a turn that fails gives its place back', async () => {
  const queue = createTurnQueue(limits({ running: 1 }))
  const failing = queue.run({ asker: 'a' }, () => Promise.reject(new Error('no')))
  const next = queue.run({ asker: 'a' }, () => Promise.resolve('next'))
  await expect(failing).rejects.toThrow('no')
  await expect(next).resolves.toBe('next')
})

test('turns of one thread follow one another, and take no place while they wait for it', async () => {
  const queue = createTurnQueue(limits({ running: 2 }))
  const { begun, work, end } = openWork()
  void queue.run({ asker: 'a', threadId: 't' }, work('t1'))
  void queue.run({ asker: 'a', threadId: 't' }, work('t2'))
  void queue.run({ asker: 'a' }, work('other'))
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toEqual(['t1', 'other'])
  await end('other')
  expect(begun).toEqual(['t1', 'other'])
  await end('t1')
  expect(begun).toEqual(['t1', 'other', 't2'])
})

describe('while it waits, a question', () => {
  test('is told at once how many come before, and again when that has changed', async () => {
    const queue = createTurnQueue(limits({ running: 1 }))
    const { work, end } = openWork()
    const told: number[] = []
    void queue.run({ asker: 'a' }, work('a'))
    void queue.run({ asker: 'a' }, work('b'))
    void queue.run({ asker: 'a', onWait: (ahead) => void told.push(ahead) }, work('c'))
    expect(told).toEqual([1])
    await end('a')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual([1, 0])
  })

  test('leaves the line at once when its asker hangs up', async () => {
    const queue = createTurnQueue(limits({ running: 1 }))
    const { begun, work, end } = openWork()
    const leave = new AbortController()
    void queue.run({ asker: 'a' }, work('a'))
    const left = queue.run({ asker: 'a', signal: leave.signal }, work('b'))
    const refused = expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
    leave.abort()
    expect(queue.load()).toEqual({ running: 1, waiting: 0 })
    await refused
    await end('a')
    expect(begun).toEqual(['a'])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is handed on without a place when it has waited too long', async () => {
    const queue = createTurnQueue(limits({ running: 1, waitMs: 5000 }))
    const { begun, work } = openWork()
    void queue.run({ asker: 'a' }, work('a'))
    const late = queue.run({ asker: 'a' }, work('b'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(await late).toBe('b')
    expect(begun).toEqual(['a', 'b too late'])
    expect(queue.load()).toEqual({ running: 1, waiting: 0 })
  })
})

test('a question too many is refused, and told when to come again', async () => {
  const queue = createTurnQueue(limits({ running: 1, waiting: 1 }))
  const { work } = openWork()
  void queue.run({ asker: 'a' }, work('a'))
  void queue.run({ asker: 'a' }, work('b'))
  await expect(queue.run({ asker: 'b' }, work('c'))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    hint: expect.stringMatching(/^Ask again in \d+ seconds\.$/),
    details: { retry_after_seconds: 2 },
  })
})
