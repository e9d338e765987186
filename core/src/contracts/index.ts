export { Contracts } from './contracts.js'
