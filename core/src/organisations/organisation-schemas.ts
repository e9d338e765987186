import { z } from 'adapters-sdk'
import { ORGANISATION_DOMAIN } from '../platform/index.js'

export const organisationNameSchema = z.string().normalize('NFC').trim().min(1).max(50)
export const organisationDomainSchema = z.string().trim().toLowerCase().regex(ORGANISATION_DOMAIN, '2 to 41 of a-z 0-9 -, a letter first, no - at the end')
