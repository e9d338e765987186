export { templateErrors } from './errors.js'
export { ReplyTemplates } from './reply-templates.js'
export { Substitutions } from './substitutions.js'
export { templateRoutes } from './template-routes.js'
