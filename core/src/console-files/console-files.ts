import type { Middleware } from 'koa'
import { contentSecurityPolicy } from './content-security-policy.js'
import { ASK_FIRST, decodedPath, FOR_EVER, serveFile } from './serve-file.js'
import { StaticFolder } from './static-folder.js'

/** Addresses that are never a screen of the console. */
const NOT_SCREENS = /^\/(api|plugins|hooks|public|ws|health|ready)(\/|$)/
const NOT_BUILT = 'The console is not built yet: run "npm run build", then start again.\n'

/** Serves the built console; an address that no file answers is a screen, which the page itself opens. */
export function consoleFiles(folder: string): Middleware {
  const files = StaticFolder.open(folder)
  let policy: string | undefined
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next()
    const path = decodedPath(context)
    if (path === undefined || NOT_SCREENS.test(path)) return next()
    const file = path === '/' || path === '/index.html' ? undefined : await files?.get(path.slice(1))
    if (file) {
      // Vite puts a hash of the content into the names of what it builds.
      serveFile(context, file, path.startsWith('/assets/') ? FOR_EVER : ASK_FIRST)
      return
    }
    if (path.startsWith('/assets/') || context.accepts('html') !== 'html') return next()
    const page = await files?.get('index.html')
    if (!page) {
      context.status = 503
      context.type = 'text/plain'
      context.body = NOT_BUILT
      return
    }
    policy ??= contentSecurityPolicy(page.body.toString('utf8'))
    context.set('Content-Security-Policy', policy)
    context.set('Referrer-Policy', 'same-origin')
    context.set('Cross-Origin-Opener-Policy', 'same-origin')
    serveFile(context, page, ASK_FIRST)
  }
}
