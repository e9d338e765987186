import type { Plugin } from 'vite'

/** Bare names that panels may import, and the module of this console that answers each. */
export const SHARED: Readonly<Record<string, string>> = {
  'vue': 'src/shared/vue.ts',
  'adapters-sdk/console': 'src/shared/console-kit.ts',
}

/** Writes the import map first in the head, so that panels share this console's Vue and kit. */
export function importMap(): Plugin {
  return {
    name: 'console-import-map',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const imports: Record<string, string> = {}
        for (const [name, source] of Object.entries(SHARED)) {
          const chunk = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith(source))
          if (bundle && !chunk) throw new Error(`No built entry answers the shared import ${name}`)
          imports[name] = chunk ? `/${chunk.fileName}` : `/${source}`
        }
        const tag = `<script type="importmap">${JSON.stringify({ imports })}</script>`
        return html.replace('<head>', `<head>\n    ${tag}`)
      },
    },
  }
}
