/** Which words speak of which aspect, kept as a tree of characters. */
export interface AspectDictionary {
  /** Aspects in the order of the files, `-` among them. */
  readonly aspects: readonly string[]
  readonly root: TrieNode
}

interface TrieNode {
  readonly next: Map<string, TrieNode>
  /** Position in `aspects`, -1 where no term ends. */
  aspect: number
  /** Any ending may follow: "deliver*". */
  open: boolean
  /** Says something of another aspect where the sentence names one: "a quiet scent". */
  weak: boolean
}

const node = (): TrieNode => ({ next: new Map(), aspect: -1, open: false, weak: false })

/**
 * Reads an aspect dictionary: lines `ASPECT term, term, ...`; `#` opens a comment. A Latin term stands for the whole word
 * and its plural, with `*` for any ending; a Chinese one for the characters wherever they stand. `~` before a term makes it
 * weak. The aspect `-` holds what speaks of nothing, so that no shorter term is found inside it.
 *
 * @param texts - contents of the files; an aspect may have lines in several of them
 * @example readAspectDictionary(['delivery parcel, deliver*', 'price 价格']).aspects // => ['delivery', 'price']
 */
export function readAspectDictionary(texts: readonly string[]): AspectDictionary {
  const aspects: string[] = []
  const root = node()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const row = line.trim()
    if (row === '' || row.startsWith('#')) continue
    const space = row.indexOf(' ')
    const name = row.slice(0, space)
    if (!aspects.includes(name)) aspects.push(name)
    for (const term of row.slice(space + 1).split(/\s*[,，]\s*/)) {
      if (term !== '') addTerm(root, term.toLowerCase(), aspects.indexOf(name))
    }
  }
  return { aspects, root }
}

function addTerm(root: TrieNode, term: string, aspect: number): void {
  const weak = term.startsWith('~')
  const open = term.endsWith('*')
  let at = root
  for (const character of term.slice(weak ? 1 : 0, open ? -1 : undefined)) {
    const next = at.next.get(character) ?? node()
    at.next.set(character, next)
    at = next
  }
  at.aspect = aspect
  at.open = open
  at.weak = weak
}

/** Where a text speaks of an aspect. */
export interface AspectHit {
  /** Position in the dictionary's `aspects`. */
  readonly aspect: number
  /** UTF-16 positions of the term in the text. */
  readonly from: number
  readonly to: number
  readonly weak: boolean
}

const LETTER = /[\p{Script=Latin}\p{N}]/u
const isLetter = (character: string | undefined): boolean => character !== undefined && LETTER.test(character)

/**
 * Terms of the dictionary in a text, longest first where several begin at one place, none inside another.
 *
 * @returns hits in order
 * @example findAspects('Parcels came late', dictionary).map(({ aspect }) => dictionary.aspects[aspect]) // => ['delivery']
 * Time O(length x longest term).
 */
export function findAspects(text: string, { aspects, root }: AspectDictionary): AspectHit[] {
  const folded = text.toLowerCase()
  // Folding changes the length of a few letters only; then positions would not fit, and the text is read as it stands.
  const read = folded.length === text.length ? folded : text
  const hits: AspectHit[] = []
  for (let from = 0; from < read.length;) {
    const hit = longestAt(read, from, root)
    if (hit === null) from += 1
    else {
      if (aspects[hit.aspect] !== '-') hits.push(hit)
      from = hit.to
    }
  }
  return hits
}

function longestAt(text: string, from: number, root: TrieNode): AspectHit | null {
  const latin = isLetter(text[from])
  if (latin && isLetter(text[from - 1])) return null
  let at: TrieNode | undefined = root
  let found: AspectHit | null = null
  for (let to = from; to < text.length;) {
    at = at.next.get(text[to] as string)
    if (at === undefined) break
    to += 1
    if (at.aspect < 0) continue
    const end = latin ? endOfWord(text, to, at.open) : to
    if (end !== null) found = { aspect: at.aspect, from, to: end, weak: at.weak }
  }
  return found
}

/** The end of the word that a Latin term began, or null when the word is another one. */
function endOfWord(text: string, to: number, open: boolean): number | null {
  let end = to
  while (isLetter(text[end])) end += 1
  const rest = text.slice(to, end)
  return open || rest === '' || rest === 's' || rest === 'es' ? end : null
}
