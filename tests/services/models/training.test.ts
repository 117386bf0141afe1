import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { asOfEndOfDay } from '../../../src/lib/as-of.ts'
import { MS_PER_DAY, timeZone } from '../../../src/lib/time-zone.ts'
import { churnModel } from '../../../src/services/churn/churn-model.ts'
import { loadModel } from '../../../src/services/models/load-model.ts'
import { readModel } from '../../../src/services/models/read-model.ts'
import { defineModel } from '../../../src/services/models/model-definition.ts'
import { modelsAreFresh, refreshModels } from '../../../src/services/models/refresh-models.ts'
import { listTrainings } from '../../../src/services/models/list-trainings.ts'
import { stopTraining } from '../../../src/services/models/stop-training.ts'
import { runTraining } from '../../../src/services/models/run-training.ts'
import { stalenessOf } from '../../../src/services/models/staleness.ts'
import { openStore } from '../../../src/store/open.ts'
import { readPrediction } from '../../../src/store/queries/models/predictions.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const card = {
  model: 'coin',
  trained_on: [],
  tested_on: null,
  n_train: 0,
  n_test: 0,
  training: {},
  out_of_time: {},
  baseline: { name: 'none', out_of_time: {} },
  candidates: [],
  chosen: { name: 'coin', reason: 'there is no other' },
  importance: [],
  left_out: [],
  details: {},
}

/** A model that does as it is told. */
const coin = (act: (step: (name: string) => Promise<void>) => Promise<number>) =>
  defineModel<{ readonly side: number }>({
    name: 'coin',
    definition: 1,
    predicts: ['coin'],
    train: async (frame) => {
      const side = await act((name) => frame.checkpoint(name, 0.5))
      return { fitted: true, parameters: { side }, reportCard: card, gate: null }
    },
    score: async (_frame, { side }) => [
      { model: 'coin', customerId: 'a', value: side, low: null, high: null, details: null },
    ],
  })

describe('a run of a model', () => {
  test('is stored with a version that counts up, with everybody scored; another as-of keeps its own run', async () => {
    const store = makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] })
    const ctx = testContext(store, LAST_DAY)
    await runTraining(
      ctx,
      coin(async () => 1),
      ctx.asOf,
    )
    await runTraining(
      ctx,
      coin(async () => 2),
      ctx.asOf,
    )
    expect(
      readModel(
        ctx,
        coin(async () => 0),
        ctx.asOf,
      ),
    ).toMatchObject({ id: 'coin-v2', version: 2, parameters: { side: 2 } })
    expect(readPrediction(store, 'coin', 'a')?.value).toBe(2)
    const earlier = asOfEndOfDay(ctx.asOf.day - 30, timeZone('UTC'))
    expect(
      readModel(
        ctx,
        coin(async () => 0),
        earlier,
      ),
    ).toBeNull()
    await runTraining(
      ctx,
      coin(async () => 3),
      earlier,
    )
    expect(
      readModel(
        ctx,
        coin(async () => 0),
        earlier,
      )?.parameters,
    ).toEqual({ side: 3 })
    expect(readPrediction(store, 'coin', 'a')?.value).toBe(2)
  })

  test('a training that fails or is stopped leaves the run that serves, and its predictions', async () => {
    const store = makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] })
    const ctx = testContext(store, LAST_DAY)
    await runTraining(
      ctx,
      coin(async () => 1),
      ctx.asOf,
    )
    const broken = coin(async () => {
      throw new Error('the disk is full')
    })
    await expect(runTraining(ctx, broken, ctx.asOf)).rejects.toThrow('the disk is full')
    const stop = new AbortController()
    const stopped = coin(async (step) => {
      stop.abort()
      await step('half way')
      return 9
    })
    const error: unknown = await runTraining({ ...ctx, signal: stop.signal }, stopped, ctx.asOf).catch(
      (cause: unknown) => cause,
    )
    expect(error).toBeInstanceOf(KithError)
    expect(error).toMatchObject({ code: 'CANCELLED' })
    expect(readModel(ctx, broken, ctx.asOf)?.parameters).toEqual({ side: 1 })
    expect(readPrediction(store, 'coin', 'a')?.value).toBe(1)
    // The older run answers where a fresh one cannot be made.
    const later = { ...ctx, asOf: asOfEndOfDay(ctx.asOf.day + 60, timeZone('UTC')) }
    expect((await loadModel(later, broken)).run?.parameters).toEqual({ side: 1 })
  })

  test('is stale after a week, and when a twentieth of what it learnt from has changed', async () => {
    const orders = Array.from({ length: 40 }, (_, i) => ({
      customer: 'a',
      at: `2026-05-${String(1 + (i % 28)).padStart(2, '0')}`,
    }))
    const store = makeShop({ orders })
    const ctx = testContext(store, LAST_DAY)
    await runTraining(
      ctx,
      coin(async () => 1),
      ctx.asOf,
    )
    const run = readModel(
      ctx,
      coin(async () => 1),
      ctx.asOf,
    )
    if (run === null) throw new Error('not stored')
    expect(stalenessOf(ctx, run, ctx.asOf)).toBeNull()
    expect(stalenessOf(ctx, run, { ...ctx.asOf, until: ctx.asOf.until + 8 * MS_PER_DAY })).toBe('older_than_a_week')
    store.sqlite.prepare("UPDATE orders SET flag = 'test' WHERE id IN ('O-0', 'O-1', 'O-2')").run()
    expect(stalenessOf(ctx, run, ctx.asOf)).toBe('facts_changed')
  })

  test('is not fresh by a newer definition of its model, which trains it again', async () => {
    const ctx = testContext(makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] }), LAST_DAY)
    const first = coin(async () => 1)
    expect(modelsAreFresh(ctx, [first])).toBe(false)
    expect(await refreshModels(ctx, false, {}, [first])).toMatchObject([{ did: 'trained' }])
    expect(modelsAreFresh(ctx, [first])).toBe(true)
    expect(await refreshModels(ctx, false, {}, [first])).toMatchObject([{ did: 'nothing' }])
    const second = { ...coin(async () => 2), definition: 2 }
    expect(modelsAreFresh(ctx, [second])).toBe(false)
    expect(await refreshModels(ctx, false, {}, [second])).toMatchObject([{ did: 'trained' }])
    expect(readModel(ctx, second, ctx.asOf)?.parameters).toEqual({ side: 2 })
    expect(readPrediction(ctx.store, 'coin', 'a')?.value).toBe(2)
    expect(modelsAreFresh(ctx, [second])).toBe(true)
  })

  test('two who ask at once wait for one training', async () => {
    const ctx = testContext(makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] }), LAST_DAY)
    let times = 0
    const counted = coin(async (step) => {
      times += 1
      await step('slowly')
      return times
    })
    await Promise.all([runTraining(ctx, counted, ctx.asOf), runTraining(ctx, counted, ctx.asOf)])
    expect(times).toBe(1)
  })

  test('a question that runs out of time leaves the training to the next one; a stop ends it for good', async () => {
    const ctx = testContext(makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] }), LAST_DAY)
    let times = 0
    let goOn = (): void => undefined
    const slow = coin(async (step) => {
      times += 1
      const side = times
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      await step('slowly')
      return side
    })
    const impatient = new AbortController()
    const first = loadModel({ ...ctx, signal: impatient.signal }, slow)
    impatient.abort(new Error('out of time'))
    await expect(first).rejects.toThrow('out of time')
    const second = loadModel(ctx, slow)
    goOn()
    expect((await second).run?.parameters).toEqual({ side: 1 })
    const stop = new AbortController()
    const stopped = runTraining({ ...ctx, signal: stop.signal }, slow, ctx.asOf)
    const end = goOn
    stop.abort()
    // Whoever asks after the stop does not get the stopped one.
    const fresh = runTraining(ctx, slow, ctx.asOf)
    end()
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' })
    goOn()
    await fresh
    expect(readModel(ctx, slow, ctx.asOf)?.parameters).toEqual({ side: 3 })
  })

  test('is listed with how far it is, and stopped by its name; what served before serves on', async () => {
    const ctx = testContext(makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] }), LAST_DAY)
    await runTraining(
      ctx,
      coin(() => Promise.resolve(1)),
      ctx.asOf,
    )
    let reached = (): void => undefined
    const atStep = new Promise<void>((resolve) => {
      reached = resolve
    })
    const endless = coin(async (step) => {
      await step('halfway')
      reached()
      for (;;) await step('halfway')
    })
    const training = runTraining(ctx, endless, ctx.asOf)
    await atStep
    expect(listTrainings({ ctx })).toMatchObject([{ model: 'coin', task: 'train', as_of: LAST_DAY, step: 'halfway' }])
    const guest = { ...ctx, actor: testActor('slack_guest') }
    expect(() => stopTraining({ ctx: guest, input: { model: 'coin' } })).toThrow(/may not/)
    expect(() => stopTraining({ ctx, input: { model: 'dice' } })).toThrow(/no running training 'dice'/)
    expect(stopTraining({ ctx, input: { model: 'coin' } })).toEqual({ model: 'coin', stopped: 1 })
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(listTrainings({ ctx })).toEqual([])
    expect(readModel(ctx, endless, ctx.asOf)?.parameters).toEqual({ side: 1 })
    const audited = ctx.store.sqlite.prepare('SELECT subject FROM audit_log WHERE action = ?').pluck()
    expect(audited.all('stop_training')).toEqual(['coin'])
  })

  test('that the facts do not carry is not tried again until they change', async () => {
    const store = makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] })
    const ctx = testContext(store, LAST_DAY)
    let times = 0
    const gate = { failed: 'buyers', have: 1, need: 500, pooled_estimate: null, opens_on: null }
    const gated = defineModel({
      name: 'coin',
      definition: 1,
      predicts: ['coin'],
      train: async () => {
        times += 1
        return { fitted: false, gate }
      },
      score: async () => [],
    })
    expect(await loadModel(ctx, gated)).toEqual({ run: null, gate })
    expect(await loadModel(ctx, gated)).toEqual({ run: null, gate })
    expect(times).toBe(1)
    store.sqlite.prepare("INSERT INTO customers (id, created_at, is_stub) VALUES ('z', 0, 1)").run()
    await loadModel(ctx, gated)
    expect(times).toBe(2)
    await loadModel({ ...ctx, asOf: asOfEndOfDay(ctx.asOf.day - 1, timeZone('UTC')) }, gated)
    expect(times).toBe(3)
  })
})

describe('in a worker thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-training-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the same facts and seed give the same bytes as here, and progress is told', async () => {
    const memory = buyerShop({ buyers: 800, days: 500 })
    const path = join(folder, 'kith.sqlite')
    memory.sqlite.prepare('VACUUM INTO ?').run(path)
    const store = openStore(path)
    const steps: string[] = []
    const ctx = testContext(store, LAST_DAY)
    await runTraining(ctx, churnModel(90), ctx.asOf, { onProgress: ({ step }) => void steps.push(step) })
    const here = testContext(memory, LAST_DAY)
    await runTraining(here, churnModel(90), here.asOf)
    const bytes = (of: typeof ctx): string => JSON.stringify(readModel(of, churnModel(90), of.asOf)?.parameters)
    expect(bytes(ctx)).toBe(bytes(here))
    expect(steps).toContain('judging')
    expect(steps).toContain('storing')
    store.close()
  })
})
