// Who may import whom. Run by `npm run check`; there is no list of exceptions.
const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const plugins = readdirSync(join(__dirname, 'plugins')).filter((name) => existsSync(join(__dirname, 'plugins', name, 'package.json')))

/** The plugins that a manifest requires. */
function required(plugin) {
  const { opencontact } = JSON.parse(readFileSync(join(__dirname, 'plugins', plugin, 'package.json'), 'utf8'))
  return Object.keys(opencontact?.requires ?? {})
}

/** Another plugin is reached through its `api` entry, and only when the manifest requires it. */
const betweenPlugins = plugins.map((plugin) => {
  const open = required(plugin).flatMap((other) => [`^plugins/${other}/(src|dist)/api\\.`])
  return {
    name: `plugin-${plugin}-stays-in-its-folder`,
    severity: 'error',
    comment: 'A plugin imports its own files, and the api entry of plugins its manifest requires.',
    from: { path: `^plugins/${plugin}/` },
    to: { path: '^plugins/', pathNot: [`^plugins/${plugin}/`, ...open] },
  }
})

const ours = '^(adapters-sdk|core|plugins|console|test|scripts)/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'No cycles, types included.', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', comment: 'Every import leads somewhere.', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'declared',
      severity: 'error',
      comment: 'A package is used by those whose package.json names it.',
      from: { path: '^(adapters-sdk|core|plugins|console)/', pathNot: '(\\.test\\.ts|vite\\.config\\.ts)$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'sdk-knows-nothing-of-ours',
      severity: 'error',
      comment: 'The SDK is the public contract: it depends on nothing of ours.',
      from: { path: '^adapters-sdk/' },
      to: { path: ours, pathNot: '^adapters-sdk/' },
    },
    {
      name: 'core-imports-the-sdk-only',
      severity: 'error',
      comment: 'The core imports no plugin, no console and no test support.',
      from: { path: '^core/' },
      to: { path: ours, pathNot: '^(core|adapters-sdk)/' },
    },
    {
      name: 'core-areas-through-their-index',
      severity: 'error',
      comment: 'An area of the core is reached from outside through its index.ts only; platform is open to all.',
      from: { path: '^core/src/([^/]+)' },
      to: { path: '^core/src/[^/]+/.+', pathNot: ['^core/src/$1/', '^core/src/[^/]+/index\\.ts$', '^core/src/platform/'] },
    },
    {
      name: 'core-area-not-its-own-index',
      severity: 'error',
      comment: 'Inside an area files import each other, never the area\'s index.',
      from: { path: '^core/src/([^/]+)/' },
      to: { path: '^core/src/$1/index\\.ts$' },
    },
    {
      name: 'plugins-through-the-sdk',
      severity: 'error',
      comment: 'A plugin reaches the host through adapters-sdk alone.',
      from: { path: '^plugins/' },
      to: { path: ours, pathNot: '^(plugins|adapters-sdk)/' },
    },
    {
      name: 'plugins-without-the-hosts-libraries',
      severity: 'error',
      comment: 'What the core is built with is not a plugin\'s business.',
      from: { path: '^plugins/' },
      to: { path: '(^|node_modules/)(@koa/[^/]+|koa|knex|pg|better-sqlite3|eventemitter3)(/|$)' },
    },
    {
      name: 'panels-import-vue-and-the-kit',
      severity: 'error',
      comment: 'A panel imports vue, adapters-sdk/console and its own files: everything else would be a second copy in the browser.',
      from: { path: '^plugins/([^/]+)/console/', pathNot: '(\\.test\\.ts|vite\\.config\\.ts)$' },
      to: { pathNot: ['^plugins/$1/console/', '(^|node_modules/)(vue|@vue/[^/]+)(/|$)', '^adapters-sdk/(src|dist)/console/'] },
    },
    {
      name: 'console-knows-no-plugin',
      severity: 'error',
      comment: 'The console takes types from adapters-sdk; plugins come at run time.',
      from: { path: '^console/' },
      to: { path: ours, pathNot: '^(console|adapters-sdk)/' },
    },
    {
      name: 'console-takes-types-of-the-sdk',
      severity: 'error',
      comment: 'The SDK\'s code runs on the server; the console needs its types, and what the SDK has for panels.',
      from: { path: '^console/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^adapters-sdk/', pathNot: '^adapters-sdk/(src|dist)/console/', dependencyTypesNot: ['type-only'] },
    },
    ...betweenPlugins,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/(?!index|console/index|testing/index|api)', '^coverage/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'], extensions: ['.ts', '.d.ts', '.js', '.mjs', '.cjs', '.vue', '.json'] },
  },
}
