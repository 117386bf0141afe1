import { InvalidInputError } from '../../lib/errors.ts'
import type { ActionDefinition } from './action-definition.ts'

/** Arguments as the action defines them; unknown or malformed ones are named. */
export function parseActionArgs(action: ActionDefinition, args: unknown): unknown {
  const parsed = action.args.safeParse(args)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  throw new InvalidInputError(
    `${action.name}: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'invalid arguments'}`,
    path === '' ? {} : { field: path },
  )
}
