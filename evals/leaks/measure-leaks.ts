import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { createLog } from '../../src/lib/log.ts'
import { runImport } from '../../src/services/imports/run-import.ts'
import { startProvider, type ProviderReply, type ProviderRequest } from '../../tests/support/provider-stand-in.ts'
import { FORMS, identifierOf, plantPeople, type PlantedPerson } from '../../tests/support/planted-people.ts'
import { EVAL_ADMIN } from '../agent/open-eval-shop.ts'
import { createPlantedSearch } from './find-planted.ts'

/** What a marketer asks about one person, and the call that answers it. */
const TASKS: readonly {
  readonly ask: (person: PlantedPerson, form: (value: string) => string) => string
  readonly call: (person: PlantedPerson) => { readonly name: string; readonly args: object }
}[] = [
  {
    ask: (person, form) =>
      `Give me the full picture of customer ${person.id}, that is ${form(identifierOf(person, 'name'))}.`,
    call: ({ id }) => ({ name: 'get_customer_profile', args: { customer_id: id } }),
  },
  {
    ask: (person, form) =>
      `Search the reviews for a refund, and those of ${form(identifierOf(person, 'name'))} (${form(identifierOf(person, 'phone'))}, ${form(identifierOf(person, 'email'))}) first.`,
    call: () => ({ name: 'search_reviews', args: { query: 'refund' } }),
  },
  {
    ask: (person, form) => `${person.id} 最近的订单是哪些?寄到 ${form(identifierOf(person, 'address'))} 的那些。`,
    call: ({ id }) => ({ name: 'find_orders', args: { customer_id: id } }),
  },
]

/**
 * A shop with many people whose identifiers stand in their own fields and in reviews, in every form; a model elsewhere,
 * played over real HTTP, is asked about some of each form. Every byte that it was sent, and every file of the shop before
 * the reviews came, is searched for the identifiers of all.
 */
export async function measureLeaks({
  people: count,
  questions,
}: {
  readonly people: number
  readonly questions: number
}) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-leaks-'))
  const home = join(folder, 'home')
  mkdirSync(home)
  const people = plantPeople(count)
  const forms = Object.entries(FORMS)
  const formOf = (index: number): ((value: string) => string) => forms[index % forms.length]?.[1] ?? String
  const provider = await startProvider((request) => replyTo(request, current))
  let current: PlantedPerson | undefined
  let task = TASKS[0]
  const kith = createKith({
    config: readConfig({
      KITH_HOME: home,
      KITH_TIMEZONE: 'Asia/Shanghai',
      KITH_CURRENCY: 'CNY',
      LOG_LEVEL: 'error',
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'none',
      KITH_MODEL: 'stand-in',
    }),
    version: 'eval',
    log: createLog('silent'),
  })
  try {
    await importRows(kith, folder, 'customers', customersOf(people))
    await importRows(kith, folder, 'orders', ordersOf(people))
    const atRest = searchFolder(home, createPlantedSearch(people.flatMap(valuesOf)))
    await importRows(kith, folder, 'reviews', reviewsOf(people, formOf))
    const agent = await kith.agent()
    let answeredByModel = 0
    for (let index = 0; index < questions; index += 1) {
      current = people[(index * 37) % people.length]
      task = TASKS[index % TASKS.length]
      if (current === undefined || task === undefined) break
      const answer = await agent.ask({ actor: EVAL_ADMIN, question: task.ask(current, formOf(index)) })
      if (answer.model.provider === 'openai') answeredByModel += 1
    }
    const written = forms.flatMap(([, form]) => people.flatMap((person) => valuesOf(person).map(form)))
    const left = createPlantedSearch(written)(provider.received.join('\n'))
    return {
      people: people.length,
      forms: forms.map(([name]) => name),
      questions,
      answered_by_model: answeredByModel,
      requests: provider.received.length,
      bytes_sent: provider.received.reduce((sum, body) => sum + Buffer.byteLength(body), 0),
      identifiers_sent: left,
      identifiers_at_rest: atRest,
    }
  } finally {
    await provider.close()
    await kith.close()
    rmSync(folder, { recursive: true })
  }

  function replyTo(request: ProviderRequest, person: PlantedPerson | undefined): ProviderReply {
    const last = request.messages.at(-1)
    if (last?.role === 'tool') {
      const result = /"result_id":"(r\d+)"/.exec(last.content ?? '')?.[1] ?? 'r1'
      return { kind: 'text', text: JSON.stringify({ kind: 'answer', text: `As of {{${result}.as_of}} that is all.` }) }
    }
    if (person === undefined || task === undefined) return { kind: 'status', status: 500 }
    const { name, args } = task.call(person)
    return { kind: 'calls', calls: [{ name, args: JSON.stringify(args) }] }
  }
}

const valuesOf = ({ identifiers }: PlantedPerson): readonly string[] => identifiers.map(([, value]) => value)

type Rows = readonly Readonly<Record<string, string | number>>[]

async function importRows(
  kith: ReturnType<typeof createKith>,
  folder: string,
  kind: string,
  rows: Rows,
): Promise<void> {
  const file = join(folder, `${kind}.csv`)
  writeFileSync(file, stringify([...rows], { header: true }))
  const { files } = await runImport({ ctx: kith.contextFor(EVAL_ADMIN), input: { files: [file] } })
  const imported = files.reduce((sum, one) => sum + one.imported, 0)
  if (imported !== rows.length) throw new Error(`${imported} of ${rows.length} rows of ${kind} were imported`)
}

const customersOf = (people: readonly PlantedPerson[]): Rows =>
  people.map(({ id, identifiers }) => ({
    customer_id: id,
    created_at: '2025-01-01 08:00:00',
    ...Object.fromEntries(identifiers),
  }))

const ordersOf = (people: readonly PlantedPerson[]): Rows =>
  people.map(({ id }, index) => ({
    order_id: `O-${500_000 + index}`,
    ordered_at: `2025-${String(2 + (index % 11)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')} 10:00:00`,
    customer_id: id,
    product_id: `SKU-${index % 50}`,
    quantity: 1,
    unit_price: 10 + (index % 90),
  }))

const reviewsOf = (people: readonly PlantedPerson[], formOf: (index: number) => (value: string) => string): Rows =>
  people.map((person, index) => ({
    review_id: `R-${900_000 + index}`,
    written_at: '2025-12-30 10:00:00',
    customer_id: person.id,
    product_id: `SKU-${index % 50}`,
    rating: 1 + (index % 5),
    body: `I want a refund. Write to ${valuesOf(person).map(formOf(index)).join(' / ')} soon.`,
  }))

function searchFolder(folder: string, search: (text: string) => string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return [...new Set(files.flatMap((entry) => search(readFileSync(join(entry.parentPath, entry.name), 'utf8'))))]
}
