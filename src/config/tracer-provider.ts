import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'

/** Makes spans and sends them to a collector; `longestMs` bounds each sending. */
export function tracerProvider(endpoint: string, version: string, longestMs: number): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: longestMs,
  })
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'kith', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
}
