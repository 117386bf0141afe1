import { pinyin } from 'pinyin-pro'
import type { IdentifierKind } from '../../src/lib/identifier-vault.ts'
import { seededRandom } from '../../src/lib/random.ts'

/** A person as a shop holds them. */
export interface PlantedPerson {
  readonly id: string
  readonly identifiers: readonly (readonly [IdentifierKind, string])[]
}

export const identifierOf = ({ identifiers }: PlantedPerson, kind: IdentifierKind): string =>
  identifiers.find(([own]) => own === kind)?.[1] ?? ''

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁']
const GIVEN = [...'伟芳娜敏静磊洋勇艳杰娟涛明超秀霞平刚桂']
const FIRST = ['Amelia', 'Oliver', 'Priya', 'Hugo', 'Ingrid', 'Mateo', 'Fatima', 'Kofi', 'Beatrix', 'Leopold']
const LAST = ['Whitcombe', 'Oduya', 'Lindqvist', 'Marchetti', 'Ravindran', 'Castellanos', 'Okafor', "O'Rourke"]

/** People of a shop, half of them Chinese, each with the four identifiers by which anybody could find them. */
export function plantPeople(count: number): readonly PlantedPerson[] {
  const random = seededRandom('planted people')
  const from = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? ''
  const digits = (length: number): string => Array.from({ length }, () => Math.floor(random() * 10)).join('')
  return Array.from({ length: count }, (_unused, index) => {
    const isChinese = index % 2 === 0
    const name = isChinese ? from(FAMILY) + from(GIVEN) + from(GIVEN) : `${from(FIRST)} ${from(LAST)}`
    const address = isChinese
      ? `上海市浦东新区世纪大道${100 + index}号${1 + (index % 20)}室`
      : `${100 + index} Harcourt Terrace, Dublin`
    return {
      id: `C-${20_000 + index}`,
      identifiers: [
        ['name', name],
        ['email', `p${index}.${digits(4)}@mail${index % 7}.example.com`],
        ['phone', isChinese ? `138${digits(8)}` : `+353 87 ${digits(3)} ${digits(4)}`],
        ['address', address],
      ],
    }
  })
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

const isChineseName = (value: string): boolean => /^\p{Script=Han}{2,4}$/u.test(value)

const inPinyin = (value: string, write: (surname: string, given: readonly string[]) => string): string => {
  if (!isChineseName(value)) return value
  const [surname = '', ...given] = pinyin(value, { toneType: 'none', type: 'array', surname: 'head' })
  return write(surname, given)
}

/** Ways in which an identifier stands in texts that nobody cleaned. */
export const FORMS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  'full-width': fullWidth,
  dashed: (value) => value.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1-$2-$3'),
  spaced: (value) =>
    isChineseName(value) ? [...value].join(' ') : value.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'),
  pinyin: (value) => inPinyin(value, (surname, given) => `${capital(surname)} ${capital(given.join(''))}`),
  'pinyin, given name first': (value) =>
    inPinyin(value, (surname, given) => `${given.map(capital).join('-')} ${surname.toUpperCase()}`),
  'pinyin in one word': (value) => inPinyin(value, (surname, given) => surname + given.join('')),
  'percent-encoded': (value) => encodeURIComponent(value),
  base64: (value) => Buffer.from(value).toString('base64'),
}
