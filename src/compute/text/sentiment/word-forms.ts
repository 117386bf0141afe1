/**
 * Forms under which a lexicon may list an English word: its endings taken off by rule, nearest form first. A word of
 * another script has none.
 *
 * @param word - in lower case
 * @example wordForms('disappointingly') // => ['disappointing', 'disappoint', 'disappointe']
 */
export function wordForms(word: string): readonly string[] {
  if (!/^[a-z][a-z'-]+$/.test(word)) return []
  const forms = new Set<string>()
  const add = (form: string): void => {
    if (form.length > 2) forms.add(form)
  }
  const squeezed = word.replaceAll(/(.)\1{2,}/g, '$1$1')
  if (squeezed !== word) {
    add(squeezed)
    add(word.replaceAll(/(.)\1{2,}/g, '$1'))
  }
  let base = squeezed
  if (base.endsWith("'s")) add((base = base.slice(0, -2)))
  if (base.endsWith('ily')) add(`${base.slice(0, -3)}y`)
  else if (base.endsWith('ly')) add((base = base.slice(0, -2)))
  if (base.endsWith('iness')) add(`${base.slice(0, -5)}y`)
  else if (base.endsWith('ness')) add(base.slice(0, -4))
  if (/ie[srd]$|iest$/.test(base)) add(base.replace(/ie(?:s|r|d|st)$/, 'y'))
  const ending = /(?:ing|ed|er|est|es|s)$/.exec(base)?.[0]
  if (ending !== undefined) {
    const stem = base.slice(0, -ending.length)
    add(stem)
    add(`${stem}e`)
    if (/([b-df-hj-np-tv-z])\1$/.test(stem)) add(stem.slice(0, -1))
  }
  return [...forms]
}
