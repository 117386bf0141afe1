import { createHash } from 'node:crypto'
import { normaliseIdentifier } from '../../../privacy/normalise-identifier.ts'

export const EXPORT_FORMATS = ['csv', 'klaviyo', 'meta'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** One person as an export may name them: an address only where its channel was agreed to. */
export interface ExportedPerson {
  readonly customerId: string
  readonly email: string | null
  readonly phone: string | null
  readonly country: string | null
}

const sha256 = (text: string): string => (text === '' ? '' : createHash('sha256').update(text).digest('hex'))

/** `+` and digits; eleven digits that begin with 1 are a Chinese mobile number. */
function international(phone: string): string {
  const digits = normaliseIdentifier('phone', phone)
  if (digits === '') return ''
  return /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : `+${digits}`
}

/**
 * Header and row of each format. Meta matches customers on SHA-256 of normalised values: e-mail in lower case, telephone as
 * digits with the country code and without the plus, country as two small letters. Klaviyo imports profiles by e-mail and by
 * telephone in E.164 under its own column names, and takes no hashes.
 *
 * @see developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences
 * @see help.klaviyo.com: "How to format your CSV or TSV file to import"
 */
export const FORMATS: Readonly<
  Record<
    ExportFormat,
    {
      readonly hashes: 'never' | 'asked' | 'always'
      readonly header: (hashed: boolean) => readonly string[]
      readonly row: (person: ExportedPerson, hashed: boolean) => readonly string[]
    }
  >
> = {
  csv: {
    hashes: 'asked',
    header: (hashed) => (hashed ? ['customer_id', 'email_sha256', 'phone_sha256'] : ['customer_id', 'email', 'phone']),
    row({ customerId, email, phone }, hashed) {
      const mail = normaliseIdentifier('email', email ?? '')
      const number = international(phone ?? '')
      return hashed ? [customerId, sha256(mail), sha256(number)] : [customerId, mail, number]
    },
  },
  klaviyo: {
    hashes: 'never',
    header: () => ['Email', 'Phone Number', 'External ID'],
    row: ({ customerId, email, phone }) => [
      normaliseIdentifier('email', email ?? ''),
      international(phone ?? ''),
      customerId,
    ],
  },
  meta: {
    hashes: 'always',
    header: () => ['email', 'phone', 'country', 'extern_id'],
    row: ({ customerId, email, phone, country }) => [
      sha256(normaliseIdentifier('email', email ?? '')),
      sha256(international(phone ?? '').slice(1)),
      sha256((country ?? '').trim().toLowerCase()),
      sha256(customerId),
    ],
  },
}
