import type { CustomerField } from 'adapters-sdk'

/** The form of an issue service's fields as JSON Schema, which consoles draw. */
export function fieldsSchema(fields: readonly CustomerField[]): Record<string, unknown> {
  return { type: 'object', properties: Object.fromEntries(fields.map((field) => [field.code, { title: field.name, ...(field.help ? { description: field.help } : {}), ...(field.placeholder ? { placeholder: field.placeholder } : {}), ...kindOf(field) }])), required: fields.filter(({ required }) => required).map(({ code }) => code) }
}

function kindOf({ kind, options }: CustomerField): Record<string, unknown> {
  switch (kind) {
    case 'number': return { type: 'number' }
    case 'checkbox': return { type: 'array', items: { enum: options, labels: asTheyAre(options) } }
    case 'drop_down':
    case 'radio': return { type: 'string', enum: options, labels: asTheyAre(options) }
    case 'long_text': return { type: 'string', multiline: true }
    case 'date':
    case 'email': return { type: 'string', format: kind }
    default: return { type: 'string' }
  }
}

/** The service's own words, which consoles have no others for. */
const asTheyAre = (options: readonly string[]) => Object.fromEntries(options.map((option) => [option, option]))
