import { z } from '@hono/zod-openapi'
import { describeTool } from '../../../../tools/describe-tool.ts'
import { tools } from '../../../../tools/registry.ts'
import { chatBody } from '../chat.ts'
import { completionBody } from '../completions.ts'
import { contextBody, lookupBody } from '../customer-context.ts'
import { PAGE_QUERY } from '../paging.ts'
import { saveBody } from '../segments.ts'
import { PAGE_OPERATIONS } from './page-operations.ts'

type JsonSchema = Readonly<Record<string, unknown>>

export interface Operation {
  readonly path: string
  readonly method: 'get' | 'post' | 'delete'
  readonly group: string
  readonly summary: string
  readonly body?: JsonSchema
  readonly bodyType?: string
  readonly query?: Readonly<Record<string, string>>
  readonly replies?: Readonly<Record<string, string>>
  /** Why a write needs no `Idempotency-Key`: what makes a repeated one count once. */
  readonly onceBy?: string
}

export type ApiDescription = ReturnType<typeof describeApi>

/** The HTTP interface as an OpenAPI 3.1 document; bodies are the schemas that the routes check, tools those of the registry. */
export function describeApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of [...OPERATIONS, ...PAGE_OPERATIONS, ...tools.map(toolOperation)]) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kith',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Customer intelligence beside your own data. While no key exists, requests from this machine are the admin; after ' +
        'that every request carries a key. Errors are application/problem+json with a stable `code`, the `field` and a way ' +
        'out in `hint`; with `Accept-Language: zh` their sentences are Chinese, and `detail_en` has them as the log has. Writes take `Idempotency-Key` (the same request under the same key has one effect) or say why they need none.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key from `kith keys create --role ROLE`.' },
        writeKey: { type: 'http', scheme: 'basic', description: 'A write key as the user name, for events only.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['title', 'status', 'detail', 'code'],
          properties: {
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string' },
            field: { type: ['string', 'null'] },
            hint: { type: ['string', 'null'] },
            detail_en: { type: 'string' },
          },
        },
      },
    },
  } as const
}

const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

const toolOperation = (tool: (typeof tools)[number]): Operation => {
  const { name, description, input_schema } = describeTool(tool)
  return {
    path: `/v1/tools/${name}`,
    method: 'post',
    group: 'Tools',
    summary: description,
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        args: input_schema,
        customer_id: { type: 'string', description: 'binds a service bot to one customer for this call' },
        language: { enum: ['en', 'zh'] },
        thread_id: { type: 'string', description: 'a conversation whose results the arguments may name' },
        mask_identifiers: { type: 'boolean', description: 'names and contacts stay masked whatever the role may see' },
      },
    },
  }
}

const eventCall = (path: string, what: string): Operation => ({
  path,
  method: 'post',
  group: 'Data',
  summary: `${what} (Segment spec; a write key is enough)`,
  onceBy: 'each call counts once by its messageId',
})

const OPERATIONS: readonly Operation[] = [
  {
    path: '/v1/chat',
    method: 'post',
    group: 'Ask',
    summary: 'Answers a question; server-sent events with `Accept: text/event-stream`',
    body: schemaOf(chatBody),
  },
  {
    path: '/v1/chat/completions',
    method: 'post',
    group: 'Ask',
    summary: 'The same for clients of the OpenAI interface, streaming and not',
    body: schemaOf(completionBody),
  },
  { path: '/v1/models', method: 'get', group: 'Ask', summary: 'The models that such clients may name' },
  {
    path: '/v1/threads',
    method: 'get',
    group: 'Ask',
    summary: "The caller's conversations, newest first",
    query: PAGE_QUERY,
  },
  {
    path: '/v1/threads/{id}/results/{resultId}',
    method: 'get',
    group: 'Ask',
    summary: 'A result that an answer refers to, whole, for as long as the thread is kept',
  },
  {
    path: '/mcp',
    method: 'post',
    group: 'Ask',
    summary: 'The Model Context Protocol over streamable HTTP',
    onceBy: 'its tools read, or make proposals that have no effect before they are approved',
  },
  { path: '/v1/tools', method: 'get', group: 'Tools', summary: 'Every tool with the schema of its arguments' },
  {
    path: '/v1/imports',
    method: 'post',
    group: 'Data',
    summary: 'Imports the file that is the body of the request',
    body: { type: 'string', format: 'binary' },
    bodyType: 'application/octet-stream',
    query: {
      filename: 'name of the file, orders.csv for example',
      as: 'kind of its rows; detected when left out',
      preset: 'known export, such as shopify',
      map: 'field=column,...',
      dry_run: 'true only checks',
    },
    replies: { 202: 'Accepted: the import runs under the id given' },
  },
  {
    path: '/v1/imports/demo',
    method: 'post',
    group: 'Data',
    summary: 'Makes the demo shop and loads it into an empty store',
    query: { customers: 'how many; 5000 when left out' },
    replies: { 202: 'Accepted: it is followed and stopped as an import is' },
  },
  { path: '/v1/imports/{id}', method: 'get', group: 'Data', summary: 'How an import goes, and its ledger' },
  { path: '/v1/imports/{id}', method: 'delete', group: 'Data', summary: 'Stops an import' },
  eventCall('/v1/batch', 'Several calls'),
  eventCall('/v1/track', 'Something that a customer did'),
  eventCall('/v1/identify', 'Who a visitor is'),
  eventCall('/v1/page', 'A page that was seen'),
  {
    path: '/v1/customers/{id}/context',
    method: 'get',
    group: 'Service bots',
    summary: "One customer's card, each line at its disclosure level",
  },
  {
    path: '/v1/customers/{id}/context',
    method: 'post',
    group: 'Service bots',
    summary: 'The card with what the customer wrote: mood, matter, a draft of a reply, when a person should take over',
    body: schemaOf(contextBody),
  },
  {
    path: '/v1/customers/context',
    method: 'post',
    group: 'Service bots',
    summary: 'The card of whoever has this e-mail, telephone number or id: no identifier stands in an address',
    body: schemaOf(lookupBody),
  },
  { path: '/v1/segments', method: 'get', group: 'Segments and alerts', summary: 'Saved segments', query: PAGE_QUERY },
  {
    path: '/v1/segments',
    method: 'post',
    group: 'Segments and alerts',
    summary: 'Proposes to save a segment',
    body: schemaOf(saveBody),
    replies: { 202: 'A proposal, which waits for its approval' },
  },
  { path: '/v1/segments/{id}', method: 'get', group: 'Segments and alerts', summary: 'One segment with its customers' },
  {
    path: '/v1/segments/{id}',
    method: 'delete',
    group: 'Segments and alerts',
    summary: 'Proposes to delete a segment',
    replies: { 202: 'A proposal, which waits for its approval' },
  },
  {
    path: '/v1/alerts',
    method: 'get',
    group: 'Segments and alerts',
    summary: 'What is watched and what has fired, latest first',
    query: PAGE_QUERY,
  },
  {
    path: '/v1/alerts/{id}',
    method: 'delete',
    group: 'Segments and alerts',
    summary: 'Proposes to stop watching',
    replies: { 202: 'A proposal, which waits for its approval' },
  },
  { path: '/healthz', method: 'get', group: 'Running it', summary: 'The process lives' },
  { path: '/readyz', method: 'get', group: 'Running it', summary: 'The store answers' },
  { path: '/metrics', method: 'get', group: 'Running it', summary: 'Figures about the process, for Prometheus' },
]

function describeOperation(operation: Operation) {
  const { path, method, group, summary, body, bodyType, query, replies, onceBy } = operation
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const asked = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  const done = replies ?? { 200: 'Done' }
  const once =
    method === 'get' || onceBy !== undefined
      ? []
      : [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'the same request under the same key has one effect and one answer',
            schema: { type: 'string', maxLength: 255 },
          },
        ]
  return {
    tags: [group],
    summary,
    ...(onceBy === undefined ? {} : { description: `Safe to repeat: ${onceBy}.` }),
    operationId: `${method} ${path}`.replaceAll(/[^a-zA-Z0-9]+/g, '_').replace(/_$/, ''),
    parameters: [...named, ...asked, ...once],
    ...(body === undefined ? {} : { requestBody: { content: { [bodyType ?? 'application/json']: { schema: body } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(done).map(([status, description]) => [status, { description }])),
      default: {
        description: 'What went wrong, and the way out',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
