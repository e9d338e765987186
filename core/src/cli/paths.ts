import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const core = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const CORE_MIGRATIONS = join(core, 'migrations')
/** The plugins that come with the installation. */
export const BUNDLED_PLUGINS = join(dirname(core), 'plugins')
