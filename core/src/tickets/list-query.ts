import { z } from 'adapters-sdk'
import { VIEWS, type View } from './ticket-lists.js'

/** A fixed view by its name, a kept one as `v` and its id. */
export const listView = z.union([z.enum(VIEWS), z.string().regex(/^v\d{1,15}$/)]).default('all').transform((given): View | number => ((VIEWS as readonly string[]).includes(given) ? (given as View) : Number(given.slice(1))))
