import type { Draws } from '../draws/draws.ts'
import { cumulate } from '../draws/draws.ts'
import type { CitySettings, PeopleSettings } from '../settings.ts'
import type { Person } from './shopper.ts'

const surnameWeights = new WeakMap<PeopleSettings, Float64Array>()

interface Named {
  readonly name: string
  readonly latin: string
}

function drawName(people: PeopleSettings, gender: string, language: 'en' | 'zh', draws: Draws): Named {
  if (language === 'en' && draws.chance(0.5)) {
    const name = draws.pick(people.foreign_names)
    return { name, latin: name }
  }
  let weights = surnameWeights.get(people)
  if (weights === undefined) {
    weights = cumulate(people.surnames.map(([, , weight]) => weight))
    surnameWeights.set(people, weights)
  }
  const surname = people.surnames[draws.index(weights)] ?? ['王', 'Wang', 1]
  const given = draws.pick(gender === 'male' ? people.given_male : people.given_female)
  const latin = `${surname[1]} ${given[1]}`
  return { name: language === 'en' ? latin : `${surname[0]}${given[0]}`, latin }
}

/** Name, e-mail, phone and address of an invented person. Domains and phone prefixes belong to nobody. */
export function makePerson(
  people: PeopleSettings,
  city: CitySettings,
  person: {
    readonly index: number
    readonly gender: string
    readonly language: 'en' | 'zh'
    readonly fixedName?: string
  },
  draws: Draws,
): Person {
  const drawn = drawName(people, person.gender, person.language, draws)
  const name = person.fixedName ?? drawn.name
  const handle = drawn.latin.toLowerCase().replaceAll(' ', draws.pick(['.', '_', '']))
  // The index makes address and number unique to the person; duplicates are made on purpose elsewhere.
  const suffix = String(person.index).padStart(6, '0')
  const street = draws.pick(people.streets)
  const house = 1 + draws.below(300)
  return {
    name,
    email: `${handle}${person.index}@${draws.pick(people.mail_domains)}`,
    phone: `${draws.pick(people.phone_prefixes)}${suffix}`,
    address: `${city.zh}市${draws.pick(city.districts)}${street}${house}号${1 + draws.below(30)}-${1 + draws.below(12)}01`,
  }
}

/** The same person on a second account: one identifier stays, the name is spelt another way. */
export function respell(person: Person, variant: number, index: number): Person {
  const name = /^[ -~]+$/.test(person.name)
    ? person.name.toUpperCase()
    : variant % 2 === 0
      ? `${person.name.slice(0, 1)} ${person.name.slice(1)}`
      : `${person.name}女士`
  const keepsPhone = variant % 2 === 0
  const [user = '', domain = ''] = person.email.split('@')
  return {
    name,
    phone: keepsPhone ? `+86 ${person.phone}` : `10900${String(index).padStart(6, '0')}`,
    email: keepsPhone ? `${user}.2@${domain}` : `${user.toUpperCase()}@${domain}`,
    address: person.address,
  }
}
