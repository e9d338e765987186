import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1')

const environment = z.object({
  /** Port of console and API; 0 takes a free one. */
  OC_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  OC_HOST: z.string().default('127.0.0.1'),
  /** The address people reach us at; links in mails are made from it. */
  OC_PUBLIC_URL: z.url().optional(),
  /** Organisations have hosts of their own below it: `acme.<this>`. */
  OC_BASE_DOMAIN: z.string().toLowerCase().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must be a host name, like example.com').optional(),
  /** Who can sign an organisation up: anybody, or the operator by command. */
  OC_SIGN_UP: z.enum(['open', 'operator']).default('operator'),
  /** Database file, attachments and the master key. */
  OC_DATA_DIR: z.string().default('data'),
  /** `postgres://…` moves the database to Postgres; absent: SQLite in the data folder. */
  OC_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
  OC_MASTER_KEY_FILE: z.string().optional(),
  /** Folders with plugins beside the bundled ones, separated by the path delimiter. */
  OC_PLUGIN_PATHS: z.string().default(''),
  OC_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** 1 when a reverse proxy sets X-Forwarded-For and -Proto. */
  OC_TRUST_PROXY: flag,
  OC_ALLOW_PRIVATE_EGRESS: flag,
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly publicUrl: string | undefined
  readonly baseDomain: string | undefined
  readonly openSignUp: boolean
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly masterKeyFile: string
  readonly pluginPaths: readonly string[]
  readonly logLevel: string
  readonly trustProxy: boolean
  readonly allowPrivateEgress: boolean
  /** All `OC_…` variables, for plugins' own. */
  readonly environment: Readonly<Record<string, string>>
}

/** Reads the environment once; a mistake stops the start with a sentence for each. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name.startsWith('OC_') && value !== undefined && value !== '')) as Record<string, string>
  const result = environment.safeParse(given)
  if (!result.success) {
    throw new Error('The configuration is wrong:\n' + result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const value = result.data
  const dataDir = resolve(value.OC_DATA_DIR)
  return Object.freeze({
    port: value.OC_PORT,
    host: value.OC_HOST,
    publicUrl: value.OC_PUBLIC_URL?.replace(/\/$/, ''),
    baseDomain: value.OC_BASE_DOMAIN,
    openSignUp: value.OC_SIGN_UP === 'open',
    dataDir,
    databaseUrl: value.OC_DATABASE_URL,
    masterKeyFile: value.OC_MASTER_KEY_FILE ?? resolve(dataDir, 'master.key'),
    pluginPaths: value.OC_PLUGIN_PATHS.split(process.platform === 'win32' ? ';' : ':').filter(Boolean).map((path) => resolve(path)),
    logLevel: value.OC_LOG_LEVEL,
    trustProxy: value.OC_TRUST_PROXY,
    allowPrivateEgress: value.OC_ALLOW_PRIVATE_EGRESS,
    environment: Object.freeze(given),
  })
}
