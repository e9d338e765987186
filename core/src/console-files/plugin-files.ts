import type { Middleware } from 'koa'
import { decodedPath, FOR_EVER, serveFile } from './serve-file.js'
import type { StaticFolder } from './static-folder.js'

/** `/plugins/<id>/<version of the files>/<path>`: what plugins bring for the browser. `find` knows the running ones. */
export function pluginFiles(find: (plugin: string) => StaticFolder | null | undefined): Middleware {
  return async (context, next) => {
    const match = /^\/plugins\/([a-z0-9]+)\/([a-f0-9]+)\/(.+)$/.exec(decodedPath(context) ?? '')
    if (!match || (context.method !== 'GET' && context.method !== 'HEAD')) return next()
    const folder = find(match[1]!)
    const file = folder?.version === match[2] ? await folder?.get(match[3]!) : undefined
    if (!file) return next()
    context.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    serveFile(context, file, FOR_EVER)
  }
}

/** The address of one of the folder's files. */
export function pluginFileUrl(plugin: string, folder: StaticFolder, path: string): string {
  return `/plugins/${plugin}/${folder.version}/${path.split('/').map(encodeURIComponent).join('/')}`
}
