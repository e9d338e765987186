import { resolve } from 'node:path'
import { checkPluginFolder, checkPlugins, reservedIds } from '../plugins/index.js'
import { choose, expectArguments, type Command, type CommandContext } from './command.js'
import { BUNDLED_PLUGINS, CORE_MIGRATIONS } from './paths.js'

export const plugin: Command = {
  name: 'plugin',
  usage: 'list | check <folder>',
  summary: 'Lists the plugins that are found, or checks one while it is being written',
  help: `list            what is found in plugins/ and in OC_PLUGIN_PATHS, and what keeps one from being loaded
check <folder>  checks the manifest and the migrations, imports the plugin and lets it register; needs no database`,
  run: (context) => choose(context, { list, check }),
}

async function list({ arguments: words, config, terminal }: CommandContext): Promise<number> {
  expectArguments(words, 0)
  const { plugins, problems } = checkPlugins([BUNDLED_PLUGINS, ...config().pluginPaths], reservedIds(CORE_MIGRATIONS, []))
  for (const { id, version, folder } of plugins) terminal.out(`${id.padEnd(16)}  ${version.padEnd(8)}  ${folder}`)
  for (const { plugin: id, stage, message } of problems) terminal.error(`${id.padEnd(16)}  fails at ${stage}: ${message}`)
  return problems.length === 0 ? 0 : 1
}

async function check({ arguments: words, terminal }: CommandContext): Promise<number> {
  const [folder] = expectArguments(words, 1)
  const { id, version, manifest, registers } = await checkPluginFolder(resolve(folder!))
  terminal.out(`${id} ${version} is in order.`)
  terminal.out(`asks for   ${manifest.permissions.join(', ') || 'nothing'}`)
  terminal.out(`registers  ${registers.join(', ') || 'nothing'}`)
  if (manifest.console) terminal.out(`shows      ${manifest.console.panels.map((panel) => `${panel.id} in ${panel.slot}`).join(', ')}`)
  return 0
}
