import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdentifierKind } from '../../src/lib/identifier-vault.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createOpenAIModel } from '../../src/llm/create-openai-model.ts'
import { createIdentifierFinder } from '../../src/privacy/create-identifier-finder.ts'
import { createOutgoingGuard } from '../../src/privacy/create-outgoing-guard.ts'
import type { Store } from '../../src/store/open.ts'
import { customerIdentifiers, identifierTokens, turns, toolResults } from '../../src/store/schema/index.ts'
import { fixedTool, makeAgent } from '../support/agent.ts'
import { FORMS, identifierOf, plantPeople, type PlantedPerson } from '../support/planted-people.ts'
import { startProvider, type ProviderStandIn } from '../support/provider-stand-in.ts'
import { ScriptedModel } from '../support/scripted-model.ts'
import { makeShop, testActor, testVault } from '../support/shop.ts'

function storePeople(store: Store, people: readonly PlantedPerson[]): void {
  for (const { id, identifiers } of people) {
    for (const [kind, value] of identifiers) {
      store.db
        .insert(customerIdentifiers)
        .values({
          customerId: id,
          kind,
          valueHash: testVault.hash(kind, value),
          cipher: testVault.encrypt(value),
          keyVersion: 1,
          updatedAt: 0,
        })
        .run()
      for (const tokenHash of testVault.tokenHashes(kind, value)) {
        store.db.insert(identifierTokens).values({ tokenHash, kind, customerId: id }).onConflictDoNothing().run()
      }
    }
  }
}

const fullWidth = FORMS['full-width'] ?? String
const FORM_CASES = Object.entries(FORMS)

const people = plantPeople(400)
const store = makeShop({ customers: people.map(({ id }) => ({ id, createdAt: 0 })) })
storePeople(store, people)
const find = createIdentifierFinder({ store, vault: testVault })

let provider: ProviderStandIn
beforeAll(async () => {
  provider = await startProvider((request, index) =>
    index % 2 === 0
      ? { kind: 'calls', calls: [{ name: 'get_customer_profile', args: '{}' }] }
      : {
          kind: 'text',
          text: JSON.stringify({
            kind: 'answer',
            text: `{{${lastResultId(request.messages)}.customer_name}} ordered.`,
          }),
        },
  )
})
afterAll(() => provider.close())

const lastResultId = (messages: readonly { readonly content: string | null }[]): string =>
  /"result_id":"(r\d+)"/.exec(messages.at(-1)?.content ?? '')?.[1] ?? 'r1'

/** An agent whose tool answers with a person's fields, and with a review in which the person's identifiers stand. */
function agentAbout(person: PlantedPerson, form: (value: string) => string) {
  const value = (kind: IdentifierKind): string => identifierOf(person, kind)
  const said = person.identifiers.map(([, text]) => form(text)).join(' / ')
  const tool = fixedTool('get_customer_profile', {
    facts: [
      { id: 'customer_id', label: 'Customer', value: person.id, unit: 'id' },
      { id: 'customer_name', label: 'Name', value: value('name'), unit: 'text' },
    ],
    table: {
      columns: [
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'email', label: 'E-mail', unit: 'text' },
        { key: 'phone', label: 'Telephone', unit: 'text' },
        { key: 'review', label: 'Review', unit: 'text' },
      ],
      rows: [
        {
          customer_id: person.id,
          email: value('email'),
          phone: value('phone'),
          review: `Please write to ${said} soon`,
        },
      ],
      total_rows: 1,
    },
  })
  const chatModel = createOpenAIModel({
    baseUrl: provider.baseUrl,
    model: 'stand-in',
    guard: createOutgoingGuard(find),
    clock: fixedClock(0),
  })
  return makeAgent(store, [tool], () => ({ final: '' }), {
    models: () => [
      { provider: 'openai', name: 'stand-in', chatModel },
      { provider: 'embedded', name: 'planner', chatModel: new ScriptedModel(() => ({ final: 'embedded' })) },
    ],
    findIdentifiers: find,
  }).agent
}

describe('with a model elsewhere', () => {
  test.each(FORM_CASES)(
    'no identifier leaves, written %s in questions, fields, free text and history',
    async (_name, form) => {
      const about = people.filter((_person, index) => index % 80 < 2)
      for (const person of about) {
        const agent = agentAbout(person, form)
        const value = (kind: IdentifierKind): string => identifierOf(person, kind)
        const question = `What did ${form(value('name'))} (${form(value('phone'))}, ${form(value('email'))}) buy?`
        const first = await agent.ask({ actor: testActor(), question })
        expect(first.model.provider, question).toBe('openai')
        // The reader, who may see names, reads the name; what the model wrote was a reference to a token.
        expect(first.text).toBe(`${value('name')} ordered.`)
      }
      const sent = provider.received.join('\n')
      const left = about.flatMap((person) =>
        person.identifiers.flatMap(([, value]) => {
          const forms = [
            value,
            fullWidth(value),
            encodeURIComponent(value),
            Buffer.from(value).toString('base64'),
            value.replaceAll(/[\s-]/g, ''),
            form(value),
          ]
          return forms.filter((written) => sent.includes(written))
        }),
      )
      expect(left).toEqual([])
    },
  )

  test('nothing personal is stored in conversations in the clear, and the thread still reads whole', async () => {
    const [person] = people
    if (person === undefined) throw new Error('no people')
    const name = person.identifiers[0]?.[1] ?? ''
    const agent = agentAbout(person, (value) => value)
    const first = await agent.ask({ actor: testActor(), question: `What did ${name} buy?` })
    const again = await agent.ask({ actor: testActor(), question: 'And what else?', threadId: first.thread_id })
    expect(again.text).toContain(name)
    const stored = JSON.stringify([store.db.select().from(turns).all(), store.db.select().from(toolResults).all()])
    for (const [, value] of person.identifiers) expect(stored).not.toContain(value)
  })
})

describe('the last look before a request leaves', () => {
  const guard = createOutgoingGuard(find)
  const body = (content: string): string => JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] })

  test.each(FORM_CASES)('stops a body with an identifier written %s, and never says which', (_name, form) => {
    for (const person of people.slice(0, 20)) {
      for (const [kind, value] of person.identifiers) {
        let message = ''
        try {
          guard(body(`call ${form(value)} please`))
        } catch (error) {
          message = error instanceof Error ? error.message : ''
        }
        expect(message, `${kind} ${form(value)}`).toContain('personal data')
        expect(message).not.toContain(value)
      }
    }
  })

  test.each(FORM_CASES)('finds each identifier of 400 people written %s', (_name, form) => {
    const missed = people.flatMap(({ identifiers }) =>
      identifiers.flatMap(([kind, value]) =>
        find(`call ${form(value)} please`).length > 0 ? [] : [`${kind} ${form(value)}`],
      ),
    )
    expect(missed).toEqual([])
  })

  test('lets tokens, customer ids, figures and ordinary words pass', () => {
    for (const text of [
      'What did ⟦person-1⟧ buy?',
      'C-20001 spent ¥1,234.50 on 2026-06-30 in order O-778120',
      'how long can you wait, he ran and she can change one thing in the long run',
      '上个月的客单价是多少?净销售额为 ¥1,234,567.00,环比上升 12.3%',
      'r1.table[0].net_revenue, SKU-8841, 618-2026, 95 % interval 0.123 to 0.456',
    ]) {
      expect(() => guard(body(text)), text).not.toThrow()
    }
  })
})
