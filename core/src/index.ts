export { readConfig, type Config } from './config/index.js'
export { createCore, type Core } from './main.js'
export { createLogger, type Logger } from './platform/index.js'
export { currentScope, inScope, systemScope, type Scope } from './tenancy/index.js'
