import { z } from 'zod'
import { KithError } from '../lib/errors.ts'

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value)
const optionalText = z.preprocess(blankIsUnset, z.string().optional())

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const setting = <Schema extends z.ZodType>(schema: Schema, rule: string) =>
  z.preprocess(blankIsUnset, schema).describe(rule)

/** Each variable with the rule that an error message quotes. */
const schema = z.object({
  PORT: setting(z.coerce.number().int().min(0).max(65_535).default(8787), 'a port from 0 to 65535, for example 8787'),
  HOST: setting(z.string().default('127.0.0.1'), 'an address to listen on, for example 127.0.0.1'),
  KITH_HOME: setting(z.string().default('data/local'), 'a folder, for example data/local'),
  KITH_TIMEZONE: setting(z.string().refine(isTimeZone).default('UTC'), 'an IANA zone, for example Asia/Shanghai'),
  KITH_CURRENCY: setting(
    z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    'an ISO 4217 code in capitals, for example CNY',
  ),
  KITH_AS_OF: setting(z.iso.date().optional(), 'a date, for example 2026-06-30'),
  KITH_LANGUAGE: setting(z.enum(['auto', 'en', 'zh']).default('auto'), 'auto, en or zh'),
  KITH_KEY: setting(optionalText, '64 hexadecimal digits, as `openssl rand -hex 32` prints'),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'trace, debug, info, warn, error, fatal or silent',
  ),
  OPENAI_API_KEY: setting(optionalText, 'the key of an OpenAI-compatible endpoint'),
  OPENAI_BASE_URL: setting(z.url().optional(), 'an address such as http://localhost:11434/v1'),
  KITH_MODEL: setting(optionalText, 'the name of a model at that endpoint, for example gpt-4.1-mini'),
  KITH_EMBEDDING_MODEL: setting(optionalText, 'the name of an embedding model at that endpoint'),
  KITH_TURNS_AT_ONCE: setting(
    z.coerce.number().int().min(1).max(1000).optional(),
    'a number from 1 to 1000, for example 8',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    z.url().optional(),
    'the address of a collector for OTLP over HTTP, such as http://localhost:4318',
  ),
  SLACK_BOT_TOKEN: setting(optionalText, 'a token that begins with xoxb-'),
  SLACK_SIGNING_SECRET: setting(optionalText, "the signing secret of the Slack app's page"),
})

export type Config = z.output<typeof schema>
export type ConfigName = keyof Config
export const SECRET_NAMES: readonly ConfigName[] = [
  'KITH_KEY',
  'OPENAI_API_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
]

/**
 * The effective configuration.
 *
 * @throws {KithError} INVALID_INPUT naming the variable, what is wrong with its value and an example (never a secret's value)
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(environment)
  if (parsed.success) return parsed.data
  const name = parsed.error.issues[0]?.path[0]
  const known = Object.keys(schema.shape).find((key): key is ConfigName => key === name)
  const shown = known === undefined || SECRET_NAMES.includes(known) ? 'the value given' : `'${environment[known]}'`
  throw new KithError('INVALID_INPUT', `${known ?? 'the environment'}: ${shown} cannot be used`, {
    ...(known === undefined ? {} : { field: known }),
    hint: `It must be ${known === undefined ? 'valid' : schema.shape[known].description}.`,
  })
}
