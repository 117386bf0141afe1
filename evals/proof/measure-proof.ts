import { mapStrings } from '../../src/lib/map-strings.ts'
import { loadPrompts } from '../../src/config/load-prompts.ts'
import { createResultBook } from '../../src/agent/references/result-book.ts'
import { createOwnWords } from '../../src/agent/verifier/own-words.ts'
import { verifyAnswer } from '../../src/agent/verifier/verify-answer.ts'
import { seededRandom, type Random } from '../../src/lib/random.ts'
import { createIdentifierFinder } from '../../src/privacy/create-identifier-finder.ts'
import { openThread } from '../../src/services/threads/open-thread.ts'
import { customerIdentifiers } from '../../src/store/schema/index.ts'
import { fixedTool, makeAgent } from '../../tests/support/agent.ts'
import { answerOf, makeDraft, mutate, MUTATIONS } from '../../tests/support/answer-mutants.ts'
import { ScriptedModel } from '../../tests/support/scripted-model.ts'
import { makeShop, testActor, testVault } from '../../tests/support/shop.ts'
import { actorFor } from '../agent/actor-for.ts'
import { openEvalShop } from '../agent/open-eval-shop.ts'
import { readOwnSet } from '../agent/own-questions.ts'
import { GOODS, STRANGERS, tellLie } from './lies.ts'
import { residualFigures } from './residual-figures.ts'

const ANSWERS = 10_000
const SETS = ['templated', 'paraphrases', 'held-out', 'fresh', 'wide', 'unseen']

interface Unproved {
  readonly question: string
  readonly text: string
  readonly why: readonly string[]
}

/**
 * Ten thousand answers: every question of our own sets, answered by the embedded planner from the demo shop, and the rest by
 * a model that adds a lie to a sound draft and insists when it is told. Each is judged apart from the verifier: by what is
 * left once all figures of results are taken out, and by whether the lie was shown.
 *
 * @param every - one in so many of each kind
 */
export async function measureProof({ home, every }: { readonly home: string | undefined; readonly every: number }) {
  const asked = await askPlanner(home, every)
  const lied = await hearLiar(Math.ceil((ANSWERS - asked.questions) / every))
  return {
    answers: asked.answers + lied.answers,
    unsupported: asked.unproved.length + lied.unproved.length,
    by_planner: asked.answers,
    by_liar: lied.answers,
    sound_part_kept: lied.kept / lied.answers,
    figures_shown: asked.figures + lied.figures,
    unproved: [...asked.unproved, ...lied.unproved].slice(0, 50),
    mutants: judgeMutants(),
  }
}

async function askPlanner(home: string | undefined, every: number) {
  const { kith } = await openEvalShop({ home, tier: 'T0' })
  const agent = await kith.agent()
  const prompts = loadPrompts()
  const own: string[] = prompts.wordings.map(({ text }) => text)
  mapStrings(prompts.replies, (text) => (own.push(text), text))
  const ownTexts = own.join('\n')
  const isOwnWords = createOwnWords(own)
  const questions = SETS.flatMap((set) => readOwnSet(set).questions)
  const unproved: Unproved[] = []
  let answers = 0
  let figures = 0
  for (const [index, question] of questions.entries()) {
    if (index % every !== 0) continue
    const actor = actorFor(question)
    let threadId: string | undefined
    for (const text of [...question.history, question.question]) {
      const answer = await agent.ask({
        actor,
        question: text,
        threadId,
        customerId: question.bound_customer ?? undefined,
      })
      threadId = answer.thread_id
      const thread = openThread({
        ctx: kith.contextFor({ ...actor, boundCustomerId: question.bound_customer }),
        input: { threadId, newId: () => '' },
      })
      const ids = new Set(answer.tool_calls.flatMap(({ result_id: id }) => (id === null ? [] : [id])))
      const results = [...ids].flatMap((id) => thread.earlierResult(id) ?? [])
      const book = createResultBook(thread.earlierResult, 1000)
      for (const result of results) book.add(result)
      const labels = prompts.labels[answer.language]
      const refusals = verifyAnswer({ answer, question: text, book, labels, isOwnWords }).map(({ reason }) => reason)
      const why = [...refusals, ...residualFigures(answer, text, ownTexts)]
      if (why.length > 0) unproved.push({ question: text, text: answer.text, why })
      answers += 1
      figures += answer.facts.length
    }
  }
  await kith.close()
  return { answers, figures, unproved, questions: questions.length }
}

/** A model that calls its tool, writes a sound draft with a lie in it, and another one when it is told. */
async function hearLiar(count: number) {
  const random = seededRandom('ten thousand answers')
  const store = makeShop({
    customers: Object.values(STRANGERS)
      .flat()
      .map((_name, index) => ({ id: `C-8${index}`, createdAt: 0 })),
  })
  for (const [index, name] of Object.values(STRANGERS).flat().entries()) {
    const cipher = testVault.encrypt(name)
    const row = { customerId: `C-8${index}`, kind: 'name' as const, cipher, keyVersion: 1, updatedAt: 0 }
    store.db
      .insert(customerIdentifiers)
      .values({ ...row, valueHash: testVault.hash('name', name) })
      .run()
  }
  const findIdentifiers = createIdentifierFinder({ store, vault: testVault })
  const goods = Object.values(GOODS).flat()
  const unproved: Unproved[] = []
  let kept = 0
  let figures = 0
  for (let index = 0; index < count; index += 1) {
    const { language, question, draft, book } = makeDraft(random)
    const [result] = book.ofThisTurn()
    if (result === undefined) throw new Error('a draft comes with its result')
    const lies = [tellLie(language, random), tellLie(language, random)]
    const texts = lies.map((lie) => insert(draft, lie.text, random))
    const tool = { ...fixedTool('query_metrics', result), run: () => ({ ...result, data: {} }) }
    const model = new ScriptedModel((messages) => {
      const last = messages.at(-1)
      const isTold = last?.text.startsWith('These parts may not') === true
      if (last?.getType() === 'human' && !isTold) return { calls: [{ name: 'query_metrics', args: {} }] }
      return { final: { kind: 'answer', text: texts[isTold ? 1 : 0] } }
    })
    const { agent } = makeAgent(store, [tool], () => ({ final: '' }), {
      models: () => [{ provider: 'openai', name: 'liar', chatModel: model }],
      findIdentifiers,
      findProducts: (text) =>
        goods.flatMap((name) => {
          const start = text.indexOf(name)
          return start < 0 ? [] : [{ start, end: start + name.length }]
        }),
    })
    const answer = await agent.ask({ actor: testActor(), question, language })
    const shown = answer.facts.reduce((text, fact) => text.replace(fact.shown_as, '□'), answer.text)
    const told = lies
      .filter(({ mark }) => shown.includes(mark) && !question.includes(mark))
      .map(({ mark }) => `lie: ${mark}`)
    const why = [...told, ...residualFigures(answer, question, '')]
    if (why.length > 0) unproved.push({ question, text: answer.text, why })
    if (answer.facts.length > 0) kept += 1
    figures += answer.facts.length
  }
  return { answers: count, kept, figures, unproved }
}

/** The lie as a sentence of its own, before the draft or after it, never inside a table or a list. */
const insert = (draft: string, lie: string, random: Random): string =>
  random() < 0.5 ? `${lie}\n\n${draft}` : `${draft}\n\n${lie}`

/** Mutated answers that were caught, and sound ones that were refused. */
function judgeMutants() {
  const isOwnWords = createOwnWords([])
  const refused = ({ question, book }: ReturnType<typeof makeDraft>, answer: ReturnType<typeof answerOf>): boolean =>
    verifyAnswer({ answer, question, book, labels: {}, isOwnWords }).length > 0
  const sound = seededRandom('sound answers of the proof')
  const falseAlarms = Array.from({ length: 500 }, () => makeDraft(sound)).filter((draft) =>
    refused(draft, answerOf(draft)),
  )
  const caught = MUTATIONS.map((mutation) => {
    const random = seededRandom(`mutants of the proof: ${mutation}`)
    let found = 0
    for (let made = 0; made < 400;) {
      const draft = makeDraft(random)
      const mutant = mutate(draft, mutation, random)
      if (mutant === null) continue
      made += 1
      if (refused(draft, mutant)) found += 1
    }
    return [mutation, found] as const
  })
  return { sound: 500, false_alarms: falseAlarms.length, mutated: 2000, caught: Object.fromEntries(caught) }
}
