import '../page.css'
import { readContact, type Contact } from './read-contact.ts'
import { EMBED_WORDS } from './words.ts'

interface Card {
  readonly customer_id: string
  readonly as_of: string
  readonly hand_off: { readonly needed: boolean }
  readonly card: readonly { readonly text: string; readonly level: string }[]
}

const LEVELS = ['may_say', 'use_only', 'verify_first'] as const
/** What Chatwoot answers with the contact of the conversation that is open. */
const ASKS_DESK = 'chatwoot-dashboard-app:fetch-info'

// As the system has it: browsers may keep a frame of another site from what the page has stored.
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
const place = document.querySelector('#card')
/** Behind the hash, so that no server and no log is told of it. */
const given = new URLSearchParams(location.hash.slice(1))
const key = given.get('key')
const language = (given.get('language') ?? navigator.language).startsWith('zh') ? 'zh' : 'en'
const words = EMBED_WORDS[language]
const origins = (document.body.dataset['deskOrigins'] ?? '').split(' ')
let latest = 0
document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'

if (key === null || key === '') show(words.noKey)
else {
  show(words.waiting)
  addEventListener('message', (event) => {
    // The browser frames this page for the shop's desks only; what speaks must be the desk that frames it, too.
    if (event.source !== window.parent || !origins.includes(event.origin)) return
    const contact = readContact(event.data)
    if (contact === null) show(words.noContact)
    if (contact !== null && contact !== undefined) void look(contact, key)
  })
  for (const origin of origins) if (origin !== '') window.parent.postMessage(ASKS_DESK, origin)
}

async function look(contact: Contact, bearer: string): Promise<void> {
  latest += 1
  const mine = latest
  show(words.loading)
  const reply = await fetch('/v1/customers/context', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ ...contact, language }),
  }).catch(() => null)
  const body: unknown = await reply?.json().catch(() => null)
  // A conversation that was opened meanwhile is shown instead.
  if (mine !== latest) return
  if (reply?.ok === true) showCard(body as Card)
  else {
    const { detail, hint } = (body ?? {}) as { readonly detail?: string; readonly hint?: string }
    show([words.failed, detail, hint].filter(Boolean).join('. '))
  }
}

function showCard({ customer_id: id, as_of: asOf, hand_off: handOff, card }: Card): void {
  const parts: HTMLElement[] = [element('h1', 'text-base font-semibold', id)]
  if (handOff.needed) parts.push(element('p', 'rounded-lg bg-warn-soft px-3 py-2 text-warn', words.handOff))
  for (const level of LEVELS) {
    const lines = card.filter((line) => line.level === level)
    if (lines.length === 0) continue
    const list = element('ul', 'flex flex-col gap-1 ps-4 list-disc')
    list.append(...lines.map(({ text }) => element('li', '', text)))
    const section = element('section', '')
    section.append(element('h2', 'font-medium text-quiet', words[level]), list)
    parts.push(section)
  }
  parts.push(element('p', 'text-xs text-quiet', `${words.asOf} ${asOf.slice(0, 10)}`))
  place?.replaceChildren(...parts)
}

function show(text: string): void {
  place?.replaceChildren(element('p', 'text-quiet', text))
}

/** Texts of the shop are set as text: nothing in them becomes markup. */
function element(name: string, classes: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = classes
  made.textContent = text
  return made
}
