export { MyPerformance } from './my-performance.js'
export { PerformanceSources } from './performance-sources.js'
export { performanceRoutes } from './performance-routes.js'
