export { createNotices } from './create-notices.js'
export { NOTICES_TOPIC } from './notice-writer.js'
