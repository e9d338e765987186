export { createSearch } from './create-search.js'
export { SearchIndex } from './search-index.js'
