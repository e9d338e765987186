import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { mustRun, say, since, tool } from './run.mjs'
import { Stamp } from './stamp.mjs'

const has = (path) => existsSync(join(root, path))

/** Folders below plugins/ that are packages. */
export function pluginFolders() {
  return readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`).filter((folder) => has(`${folder}/package.json`)).sort()
}

/** Console and plugin panels: everything that Vite builds. */
export function viteFolders() {
  const panels = pluginFolders().map((folder) => `${folder}/console`)
  return ['console', ...panels].filter((folder) => has(`${folder}/vite.config.ts`))
}

async function buildPart({ name, sources, outputs, command, args, cwd }) {
  const stamp = new Stamp(name.replaceAll('/', '-'), sources, outputs)
  if (stamp.isCurrent()) return
  const start = Date.now()
  say(`Building ${name} …`)
  await mustRun(`Building ${name}`, command, args, { cwd })
  stamp.write()
  say(`Built ${name} in ${since(start)}.`)
}

const node = process.execPath

/** Server and plugins by the TypeScript compiler, which itself rebuilds only what changed. `tests` adds what only tests need. */
async function buildServer(tests) {
  const packages = ['adapters-sdk', 'core', ...pluginFolders()].filter((folder) => has(`${folder}/tsconfig.json`))
  await buildPart({
    name: 'server and plugins',
    sources: ['tsconfig.base.json', ...packages.flatMap((folder) => [`${folder}/src`, `${folder}/package.json`, `${folder}/tsconfig.json`])],
    outputs: packages.map((folder) => `${folder}/dist/.tsbuildinfo`),
    command: node,
    args: [tool.tsc, '-b', ...packages],
  })
  if (tests) await mustRun('Building the tests', node, [tool.tsc, '-b'])
}

async function buildConsoles() {
  for (const folder of viteFolders()) {
    await buildPart({
      name: folder,
      sources: [folder, 'adapters-sdk/src/console'],
      outputs: [folder === 'console' ? 'console/dist/index.html' : `${folder}/dist/index.js`],
      command: node,
      args: [tool.vite, 'build', '--logLevel', 'warn'],
      cwd: join(root, folder),
    })
  }
}

/** Builds what is missing or older than its sources. */
export async function ensureBuilt({ tests = false } = {}) {
  await buildServer(tests)
  await buildConsoles()
}
