export { createBulk } from './create-bulk.js'
export { bulkErrors } from './errors.js'
