export { Nodes } from './nodes.js'
