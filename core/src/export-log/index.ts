export { ExportLog } from './export-log.js'
export { exportLogRoutes } from './export-log-routes.js'
