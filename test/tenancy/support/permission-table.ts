import { ROLES, type HigherRole, type Permission, type Role } from 'adapters-sdk'

export type Column = Role | Extract<HigherRole, 'organisation.admin'>
export const COLUMNS: readonly Column[] = ['organisation.admin', ...ROLES]

export interface TableRow {
  readonly menu: string
  /** Whoever holds one of these has the menu. */
  readonly permissions: readonly Permission[]
  readonly consultation: readonly Column[]
  /** What is left of it in an issue service (PRM-3, PRM-8). */
  readonly issue: readonly Column[]
}

/** As in the catalogue: organisation admin, manager × ticket, phone, chat, agent × ticket, phone, chat, callback assignment. */
const row = (menu: string, permissions: readonly Permission[], consultation: string, issue: string): TableRow => ({ menu, permissions, consultation: columnsOf(consultation), issue: columnsOf(issue) })

const columnsOf = (cells: string): Column[] => {
  const marks = cells.split(' ')
  if (marks.length !== COLUMNS.length) throw new Error(`A row has ${COLUMNS.length} cells: ${cells}`)
  return COLUMNS.filter((_, at) => marks[at] === 'x')
}

/** The permission table of the catalogue (PRM); in issue services phone brings ticket too, where somebody still has it. */
export const PERMISSION_TABLE: readonly TableRow[] = [
  row('guide', ['guide'], '. x x x x x x .', '. x x . x x . .'),
  row('chat', ['chat'], '. . . x . . x .', '. . . . . . . .'),
  row('tickets', ['tickets'], '. x x . x x . .', '. x x . x x . .'),
  row('hand over', ['tickets.hand-over'], '. x x . . . . .', '. x x . . . . .'),
  row('help centre', ['helpcenter'], '. x x x x x x .', '. . . . . . . .'),
  row('statistics', ['statistics'], '. x x x . . . .', '. x x . . . . .'),
  row('extra work', ['extra', 'callback'], '. x x x x x x x', '. x x . x x . .'),
  row('extra work but for callbacks', ['extra'], '. x x x x x x .', '. x x . x x . .'),
  row('callback list', ['callback'], '. x x x x x x x', '. . . . . . . .'),
  row('callback assignment', ['callback.assign'], '. x x x . . . x', '. . . . . . . .'),
  row('service administration', ['service'], '. x x x . . . .', '. x x . . . . .'),
  row('service administration: agents', ['service.agents'], 'x x x x . . . .', 'x x x . . . . .'),
  row('customer information', ['customers'], '. x x x . . . .', '. . . . . . . .'),
  row('organisation administration', ['organisation'], 'x . . . . . . .', 'x . . . . . . .'),
  row('chat widget', ['widget.chat'], '. . . x . . x .', '. . . . . . . .'),
  row('phone widget', ['widget.phone'], '. . x . . x . .', '. . . . . . . .'),
]
