export { PermissionLog } from './permission-log.js'
export { PermissionLogReader } from './permission-log-reader.js'
export { permissionLogRoutes } from './permission-log-routes.js'
