import type { operations } from './schema.js'

/** What an operation answers. `schema.d.ts` is made from the server's OpenAPI document by `npm run api:types`. */
export type Answer<K extends keyof operations> = operations[K]['responses'] extends { 200: { content: { 'application/json': infer T } } } ? T : operations[K]['responses'] extends { 201: { content: { 'application/json': infer T } } } ? T : never
type Item<K extends keyof operations> = Answer<K> extends { readonly items: readonly (infer T)[] } ? T : never

export interface List<T> { readonly items: readonly T[]; readonly next?: string | null }
export interface Named { readonly id: number; readonly name: string }

export type Session = Answer<'getApiSession'>['session']
export type Service = Session['services'][number]

export type TicketRow = Item<'getApiSServiceTickets'>
export type TicketDetail = Answer<'getApiSServiceTicketsNumber'>
export type Ticket = TicketDetail['ticket']
export type Message = TicketDetail['messages'][number]
export type MessagePage = Answer<'getApiSServiceTicketsNumberMessages'>
export type Delivery = NonNullable<Message['delivery']>
export type TicketEvent = TicketDetail['events'][number]
/** An attachment of a message, or a file just uploaded. */
export type FileInfo = Answer<'postApiSServiceFiles'> & Partial<Message['attachments'][number]>

export type Priority = Ticket['priority']
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent']
export const SOLVE_REASONS = ['spam', 'abuse', 'test', 'duplicate', 'solved_by_chat', 'solved_by_phone', 'other'] as const
export type SolveReason = (typeof SOLVE_REASONS)[number]

export type Agent = Item<'getApiSServiceAgents'>
export type Group = Item<'getApiSServiceGroups'>
export type OrganisationMember = Item<'getApiSServiceAgentsCandidates'>
export type PluginInfo = Item<'getApiSServicePlugins'>
export type Inbox = Item<'getApiSServiceInboxes'>
export type IntakeItem = Item<'getApiSServiceIntake'>
export type IntakeLedger = Answer<'getApiSServiceIntake'>['ledger']
export type Category = Item<'getApiSServiceCategories'>
export type FieldDefinition = Item<'getApiSServiceFields'>
export type AskedField = Item<'getApiSServiceFieldsAsked'>
export type FilledField = TicketDetail['fields']['filled'][number]
export type ReplyTemplate = Item<'getApiSServiceReplyTemplates'>
export type Trigger = Item<'getApiSServiceTriggers'>
export type TriggerFindings = Item<'getApiSServiceTriggersFindings'>
export type Finding = TriggerFindings['findings'][number]
export type TriggerFileChange = Item<'postApiSServiceTriggersCompare'>
export type TriggerVersion = Item<'getApiSServiceTriggersIdVersions'>
export type PermissionEntry = Item<'getApiOPermissionLog'>
export type PermissionState = PermissionEntry['after']
export type LogVerification = Answer<'getApiOPermissionLogVerification'>
export type RoleChoice = Item<'getApiSServiceAgentsRoles'>
export type ListedMember = Item<'getApiOMembers'>
export type OrganisationAdmin = Item<'getApiOAdmins'>
export type ActiveSession = Item<'getApiMeSessions'>
export type TwoFactor = Answer<'getApiMeTwoFactor'>
export type TwoFactorEnrolment = Answer<'postApiMeTwoFactor'>
export type MyTotals = Answer<'getApiSServiceMyPerformance'>
