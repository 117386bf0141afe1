import { describe, expect, test } from 'vitest'
import { findStrangers } from '../../../src/agent/verifier/find-strangers.ts'
import { placeText } from '../../../src/agent/verifier/placed-text.ts'
import { fixedTool, makeAgent } from '../../support/agent.ts'
import { ScriptedModel } from '../../support/scripted-model.ts'
import { makeShop, testActor } from '../../support/shop.ts'

const NAMES = ['Amelia Whitcombe', '欧阳静怡', 'Aurora Kettle']
const findNames = (text: string) =>
  NAMES.flatMap((name) =>
    text.includes(name) ? [{ start: text.indexOf(name), end: text.indexOf(name) + name.length }] : [],
  )
const strangersIn = (text: string, question = '') =>
  findStrangers(placeText([{ kind: 'words', text }]), findNames, { question, results: [] }).map((one) => one.text)

describe('a name that a model writes out', () => {
  test.each([
    ['Most was bought by Amelia Whitcombe.', ['Amelia Whitcombe']],
    ['买得最多的是欧阳静怡。', ['欧阳静怡']],
    ['The Aurora Kettle sold best.', ['Aurora Kettle']],
    ['Most was bought by loyal customers.', []],
  ])('%s', (text, found) => {
    expect(strangersIn(text)).toEqual(found)
  })

  test('may be repeated from the question', () => {
    expect(strangersIn('Amelia Whitcombe ordered.', 'what did amelia  whitcombe order?')).toEqual([])
  })

  test('that stands in no result takes its sentence away, and one that does stays', async () => {
    const tool = fixedTool('find_customers', {
      facts: [
        { id: 'orders', label: 'Orders', value: 3, unit: 'orders' },
        { id: 'product', label: 'Product', value: 'Aurora Kettle', unit: 'text' },
      ],
    })
    const model = new ScriptedModel((messages) =>
      messages.at(-1)?.getType() === 'human' && !messages.at(-1)?.text.startsWith('These parts')
        ? { calls: [{ name: 'find_customers', args: {} }] }
        : {
            final: {
              kind: 'answer',
              text: 'The Aurora Kettle was ordered {{r1.orders}} times. Most of it went to Amelia Whitcombe.',
            },
          },
    )
    const { agent } = makeAgent(makeShop({}), [tool], () => ({ final: '' }), {
      models: () => [{ provider: 'openai', name: 'x', chatModel: model }],
      findProducts: findNames,
    })
    const { text } = await agent.ask({ actor: testActor(), question: 'What sold best?' })
    expect(text).toMatch(/^The Aurora Kettle was ordered 3 times\.\n\n> /)
  })
})
