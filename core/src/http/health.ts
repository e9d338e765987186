import { AppError } from 'adapters-sdk'
import type { Middleware } from 'koa'

/** `/health` answers while the process lives, `/ready` while it can serve requests. */
export function health(ready: () => Promise<boolean>): Middleware {
  return async (context, next) => {
    if (context.path === '/health') {
      context.body = { status: 'ok' }
    } else if (context.path === '/ready') {
      if (!(await ready().catch(() => false))) throw new AppError('http.not_ready')
      context.body = { status: 'ready' }
    } else await next()
  }
}
