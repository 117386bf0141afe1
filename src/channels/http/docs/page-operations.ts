import { PAGE_QUERY } from '../paging.ts'
import { z } from '@hono/zod-openapi'
import { decisionBody, reviseBody } from '../approvals.ts'
import { keyBody } from '../keys.ts'
import { feedbackBody } from '../threads.ts'
import type { Operation } from './describe-api.ts'

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** What the web page uses beside the rest; any other front end may too. */
export const PAGE_OPERATIONS: readonly Operation[] = [
  { path: '/v1/memory', method: 'get', group: 'Ask', summary: 'What the caller asked to be kept in mind' },
  { path: '/v1/memory/{id}', method: 'delete', group: 'Ask', summary: 'Forgets one of these' },
  { path: '/v1/threads/{id}', method: 'get', group: 'Ask', summary: 'A whole conversation: questions and answers' },
  {
    path: '/v1/threads/{id}/turns/{position}/feedback',
    method: 'post',
    group: 'Ask',
    summary: 'What the asker thought of an answer',
    body: schemaOf(feedbackBody),
  },
  {
    path: '/v1/imports/detect',
    method: 'post',
    group: 'Data',
    summary: 'What a file seems to be and how its columns would be read; nothing is written',
    body: { type: 'string', format: 'binary' },
    bodyType: 'application/octet-stream',
    query: { filename: 'name of the file', as: 'kind of its rows', map: 'field to column, as JSON' },
  },
  {
    path: '/v1/imports/{id}/quarantine.csv',
    method: 'get',
    group: 'Data',
    summary: 'The rows that an import set aside, each with its reason',
  },
  {
    path: '/v1/trainings',
    method: 'get',
    group: 'Data',
    summary: 'Models that are being trained, and how far they are',
  },
  {
    path: '/v1/trainings/{model}',
    method: 'delete',
    group: 'Data',
    summary: 'Stops a training; the model that served before goes on serving',
    replies: { 202: 'It is stopping' },
  },
  {
    path: '/v1/approvals',
    method: 'get',
    group: 'Approvals',
    summary: 'What waits for a decision',
    query: { status: 'proposed unless given; all lists decided ones too', ...PAGE_QUERY },
  },
  { path: '/v1/approvals/{id}', method: 'get', group: 'Approvals', summary: 'One proposal with a fresh preview' },
  {
    path: '/v1/approvals/{id}/approve',
    method: 'post',
    group: 'Approvals',
    summary: 'Approves a proposal and carries it out, once',
    body: schemaOf(decisionBody),
  },
  {
    path: '/v1/approvals/{id}/reject',
    method: 'post',
    group: 'Approvals',
    summary: 'Rejects a proposal',
    body: schemaOf(decisionBody),
  },
  {
    path: '/v1/approvals/{id}/revise',
    method: 'post',
    group: 'Approvals',
    summary: 'Proposes the same with some arguments changed, and withdraws the first',
    body: schemaOf(reviseBody),
    replies: { 201: 'The new proposal' },
  },
  {
    path: '/v1/audiences/{file}',
    method: 'get',
    group: 'Approvals',
    summary: 'The file of an approved export: the id of the audience with .csv behind it',
    query: { proposal: 'the approved proposal' },
  },
  { path: '/v1/keys', method: 'get', group: 'Running it', summary: 'Keys without their secrets', query: PAGE_QUERY },
  {
    path: '/v1/keys',
    method: 'post',
    group: 'Running it',
    summary: 'Makes a key; the secret is in this one answer',
    body: schemaOf(keyBody),
    replies: { 201: 'The key' },
  },
  { path: '/v1/keys/{id}', method: 'delete', group: 'Running it', summary: 'Revokes a key at once' },
  { path: '/v1/settings', method: 'get', group: 'Running it', summary: 'What the shop may change' },
  {
    path: '/v1/settings/{name}',
    method: 'post',
    group: 'Running it',
    summary: 'Proposes to change a setting',
    body: { type: 'object', properties: { value: {} }, required: ['value'] },
    replies: { 202: 'A proposal, which waits for its approval' },
  },
  {
    path: '/v1/audit',
    method: 'get',
    group: 'Running it',
    summary: 'Entries of the audit chain, latest first',
    query: PAGE_QUERY,
  },
  { path: '/v1/audit/verification', method: 'get', group: 'Running it', summary: 'Whether the audit chain is whole' },
]
