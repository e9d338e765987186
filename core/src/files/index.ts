export { DiskFiles } from './disk-files.js'
