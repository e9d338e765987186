export { MyPerformance } from './my-performance.js'
export { performanceRoutes } from './performance-routes.js'
