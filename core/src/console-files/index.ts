export { consoleFiles } from './console-files.js'
export { pluginFiles, pluginFileUrl } from './plugin-files.js'
export { StaticFolder } from './static-folder.js'
