/** What a service can contract; each item opens plugins and menus. `ticket` is always on. */
export const CONTRACT_ITEMS = [
  'ticket', 'telticket', 'chat', 'helpdoc', 'endusermanagement', 'callback', 'knowledge',
  'smssend', 'smssendingstatus', 'reinquiryrate', 'electronicboard', 'security',
] as const
export type ContractItem = (typeof CONTRACT_ITEMS)[number]
