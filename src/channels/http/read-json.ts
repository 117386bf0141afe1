import type { Context } from 'hono'
import type { z } from 'zod'
import { InvalidInputError } from '../../lib/errors.ts'

/**
 * The JSON body of a request, checked; an empty body is `{}`.
 *
 * @throws {InvalidInputError} naming the field and the rule
 */
export async function readJson<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const text = await c.req.text()
  let value: unknown = {}
  if (text.trim() !== '') {
    try {
      value = JSON.parse(text)
    } catch (cause) {
      throw new InvalidInputError('the request body is not JSON', {
        hint: 'Send an object such as {"message": "..."}.',
        cause,
      })
    }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new InvalidInputError(
    `${field === '' ? 'the request' : field}: ${issue?.message ?? 'is not valid'}`,
    field === '' ? {} : { field },
  )
}
