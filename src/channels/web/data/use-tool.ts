import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { useText } from '../text/use-text.ts'
import { callTool, type ToolOptions } from './api.ts'
import { useResource, type Resource } from './use-resource.ts'

/** The result of one tool, fetched again when its arguments or the language change; null arguments call nothing. */
export function useTool<Data>(
  name: string,
  args: Readonly<Record<string, unknown>> | null,
  options: Omit<ToolOptions, 'signal'> = {},
): Resource<ToolSuccess<Data>> {
  const { language } = useText()
  const key = args === null ? null : JSON.stringify([name, args, options, language])
  return useResource(key, (signal) => callTool<Data>(name, args ?? {}, { ...options, signal }))
}
