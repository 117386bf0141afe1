import type { Agreement } from '../../compute/linkage/match-probability.ts'
import { withinOneEdit } from '../../compute/text/edit-distance.ts'
import { soundsOfName } from '../../privacy/name-sounds.ts'
import { normaliseIdentifier } from '../../privacy/normalise-identifier.ts'

/** Forms of address that one account carries and another does not. */
const ADDRESS_FORMS = /(?:女士|先生|小姐|太太|老师|同学)$|^(?:mr|mrs|ms|miss|dr|prof)\.?\s+|\s+(?:jr|sr)\.?$/giu

/** A shorter name with one letter changed is another name: 王伟 and 王芳. */
const FEWEST_LETTERS_TO_MISSPELL = 5

/** A name as accounts of one person share it: no forms of address, no spaces within Chinese, one case. */
export const bareName = (name: string): string => {
  const plain = normaliseIdentifier('name', name).replaceAll(ADDRESS_FORMS, '').trim()
  return /\p{Script=Han}/u.test(plain) ? plain.replaceAll(/[\s·]/gu, '') : plain
}

/**
 * Whether two names may be of one person: the same but for case, spaces and forms of address, or the same by sound in
 * Chinese and Latin letters; similar with one letter between them.
 */
export function compareNames(a: string | undefined, b: string | undefined): Agreement {
  if (a === undefined || b === undefined) return 'missing'
  const [one, other] = [bareName(a), bareName(b)]
  if (one === '' || other === '') return 'missing'
  if (one === other) return 'same'
  const [hanOne, hanOther] = [one, other].map((name) => /\p{Script=Han}/u.test(name))
  const sounds = new Set(soundsOfName(one).keys)
  // Two Chinese names that sound alike are written differently because they are different: 伟 and 薇.
  if (hanOne !== hanOther && soundsOfName(other).keys.some((key) => sounds.has(key))) return 'same'
  const letters = Math.min([...one].length, [...other].length)
  return letters >= FEWEST_LETTERS_TO_MISSPELL && withinOneEdit(one, other) ? 'similar' : 'different'
}
