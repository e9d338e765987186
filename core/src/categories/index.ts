export { Categories } from './categories.js'
export { categoryRoutes } from './category-routes.js'
export { categoryErrors } from './errors.js'
