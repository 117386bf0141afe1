import { expect, test } from 'vitest'
import { maskIdentifier } from '../../../src/services/customers/mask-identifier.ts'

test.each([
  ['name', 'Wang Wei', 'W*** W**'],
  ['name', '王伟', '王*'],
  ['name', '欧阳娜娜', '欧***'],
  ['name', 'X', '*'],
  ['email', 'ann.lee@example.com', 'a***@example.com'],
  ['email', 'no address', '***'],
  ['phone', '+86 138-0013-8000', '861****8000'],
  ['phone', '12345', '****'],
  ['address', '上海市静安区一号', '上海市***'],
  ['address', '1 High Street, Leeds', '***'],
  ['document', '310101199001011234', '***'],
] as const)('a %s keeps only what tells two apart: %s', (kind, value, masked) => {
  expect(maskIdentifier(kind, value)).toBe(masked)
})
