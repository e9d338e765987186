/** A refused or failed call: the problem document the server answered, or our own for a broken connection. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly remedy: string,
    /** Where a form is wrong: path of the field → what about it. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Everything else the problem document says. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${title}`)
  }
}

interface Problem { status?: number; code?: string; title?: string; detail?: string; remedy?: string; errors?: { path: string | (string | number)[]; message: string }[]; [key: string]: unknown }

/** Reads what a failed response says about itself. */
export async function problemOf(response: Response, fallback: { title: string; remedy: string }): Promise<ApiError> {
  const problem: Problem = await response.json().catch(() => ({}))
  const fields = Object.fromEntries((problem.errors ?? []).map((error) => [Array.isArray(error.path) ? error.path.join('.') : error.path.replace(/^body\.|^\//, '').replaceAll('/', '.'), error.message]))
  return new ApiError(response.status, problem.code ?? `http.${response.status}`, problem.title ?? fallback.title, problem.remedy ?? problem.detail ?? fallback.remedy, fields, problem)
}
