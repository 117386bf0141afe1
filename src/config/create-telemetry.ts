import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Tracer } from '@opentelemetry/api'
import { KithError } from '../lib/errors.ts'
import { GEN_AI, OPERATIONS } from '../lib/operation-names.ts'
import type { Attributes, FinishedOperation, Telemetry } from '../lib/telemetry.ts'

export interface WatchedTelemetry extends Telemetry {
  /** Tells of every operation that is over from now on. */
  readonly subscribe: (listener: (operation: FinishedOperation) => void) => void
  /** Sends what waits, for two seconds at most. */
  readonly close: () => Promise<void>
}

export interface TelemetryOptions {
  /** Base address of a collector that takes OTLP over HTTP; without one no span is made. */
  readonly endpoint: string | undefined
  readonly version: string
}

const LONGEST_FLUSH_MS = 2000

/** Watches the agent: metrics for whoever subscribes, and spans for a collector where one is set. */
export function createTelemetry({ endpoint, version }: TelemetryOptions): WatchedTelemetry {
  // Its libraries are loaded only where spans are collected.
  const provider =
    endpoint === undefined
      ? null
      : import('./tracer-provider.ts').then(({ tracerProvider }) => tracerProvider(endpoint, version, LONGEST_FLUSH_MS))
  const current = new AsyncLocalStorage<Context>()
  const listeners: ((operation: FinishedOperation) => void)[] = []

  const traced = async <Result>(
    { name, attributes }: { readonly name: string; readonly attributes: Attributes },
    work: (note: (more: Attributes) => void) => Promise<Result>,
  ): Promise<Result> => {
    if (provider === null) return work(() => {})
    const tracer = (await provider).getTracer('kith', version)
    const parent = current.getStore() ?? ROOT_CONTEXT
    const span = startSpan(tracer, name, attributes, parent)
    try {
      return await current.run(trace.setSpan(parent, span), () => work((more) => void span.setAttributes(more)))
    } catch (error) {
      span.setAttribute(GEN_AI.error, errorWord(error))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  }

  return {
    async run(operation, work) {
      const started = performance.now()
      let attributes = operation.attributes
      let error: string | null = null
      try {
        return await traced(operation, (note) =>
          work((more) => {
            attributes = { ...attributes, ...more }
            note(more)
          }),
        )
      } catch (failure) {
        error = errorWord(failure)
        throw failure
      } finally {
        const seconds = (performance.now() - started) / 1000
        for (const listener of listeners) listener({ name: operation.name, attributes, seconds, error })
      }
    },
    subscribe: (listener) => void listeners.push(listener),
    close: async () => {
      await (await provider)?.shutdown().catch(() => {})
    },
  }
}

const startSpan = (tracer: Tracer, name: string, attributes: Attributes, parent: Context) =>
  tracer.startSpan(
    name,
    { attributes, kind: attributes[GEN_AI.operation] === OPERATIONS.model ? SpanKind.CLIENT : SpanKind.INTERNAL },
    parent,
  )

/** A message may quote what was asked; a code never does. */
const errorWord = (error: unknown): string => (error instanceof KithError ? error.code : 'INTERNAL')
