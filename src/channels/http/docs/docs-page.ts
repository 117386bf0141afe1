import { html, raw } from 'hono/html'
import type { ApiDescription } from './describe-api.ts'

interface Operation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly description?: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#dcd9d2,#3a3935);--soft:light-dark(#f6f4ef,#22211f);--ink:light-dark(#22201c,#eceae4);--mute:light-dark(#67635b,#a09c93)}
body{margin:0;background:light-dark(#fff,#191816);color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{max-width:860px;margin:0 auto;padding:40px 20px 96px}
h1{font-size:26px;margin:0 0 8px}h2{font-size:17px;margin:40px 0 8px;padding-bottom:6px;border-bottom:1px solid var(--line)}
p,td{color:var(--mute)}code,pre{font:13px/1.5 ui-monospace,monospace;color:var(--ink)}
pre{background:var(--soft);padding:12px;border-radius:8px;overflow:auto}
details{border-bottom:1px solid var(--line)}summary{padding:10px 0;cursor:pointer}summary span{color:var(--mute);margin-left:12px}
table{border-collapse:collapse;width:100%;margin:0 0 12px}td{padding:4px 12px 4px 0;vertical-align:top;border-top:1px solid var(--line)}
.method{display:inline-block;width:58px;font:600 12px ui-monospace,monospace;text-transform:uppercase}`

/** The HTTP interface on one page that needs no script and nothing from elsewhere. */
export function docsPage(api: ApiDescription) {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  )
  const groups = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Kith: HTTP interface</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Kith ${api.info.version}: HTTP interface</h1>
          <p>${api.info.description}</p>
          <p>The same as a document for programs: <a href="/openapi.json">/openapi.json</a></p>
          <pre>
curl -s localhost:8787/v1/chat -H 'authorization: Bearer kith_...' \\
  -H 'content-type: application/json' -d '{"message": "What was the net revenue last month?"}'</pre>
          ${groups.map(
            (group) =>
              html`<h2>${group}</h2>
                ${operations.filter(({ operation }) => operation.tags.includes(group)).map(describe)}`,
          )}
        </main>
      </body>
    </html>`
}

function describe({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const rows = [
    ...operation.parameters.map((one) => ({ name: one.name, type: one.in, description: one.description ?? '' })),
    ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema, '')),
  ]
  return html`<details>
    <summary>
      <span class="method">${method}</span><code>${path}</code><span>${firstSentence(operation.summary)}</span>
    </summary>
    <p>${operation.summary}</p>
    ${
      rows.length === 0
        ? ''
        : html`<table>
            ${rows.map(
              ({ name, type, description }) =>
                html`<tr>
                  <td><code>${name}</code></td>
                  <td>${type}</td>
                  <td>${description}</td>
                </tr>`,
            )}
          </table>`
    }
  </details>`
}

interface Field {
  readonly name: string
  readonly type: string
  readonly description: string
}

/** The properties of a schema, those of objects inside it with their path; two levels are as deep as requests go. */
function fieldsOf(schema: unknown, prefix: string): readonly Field[] {
  const { properties, required } = schema as {
    readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const needed = required?.includes(name) === true ? ', required' : ''
    const field = {
      name: `${prefix}${name}`,
      type: `${typeOf(property)}${needed}`,
      description: String(property['description'] ?? ''),
    }
    return prefix === '' && name === 'args' ? fieldsOf(property, 'args.') : [field]
  })
}

function typeOf(property: Readonly<Record<string, unknown>>): string {
  const choices = property['enum'] ?? (property['const'] === undefined ? undefined : [property['const']])
  if (Array.isArray(choices)) return choices.map(String).join(' | ')
  for (const key of ['anyOf', 'oneOf']) {
    const branches = property[key]
    if (Array.isArray(branches)) return [...new Set(branches.map((branch) => typeOf(branch as never)))].join(' | ')
  }
  if (property['type'] === 'array') return `list of ${typeOf((property['items'] ?? {}) as never)}`
  return String(property['type'] ?? 'any')
}

const firstSentence = (text: string): string => /^.*?[.;:](?=\s)/.exec(text)?.[0].replace(/[.;:]$/, '') ?? text
