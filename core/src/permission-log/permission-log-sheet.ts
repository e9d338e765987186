import { ROLE_NAMES, type FileAnswer, type Language } from 'adapters-sdk'
import { spreadsheetAnswer } from '../spreadsheets/index.js'
import type { PermissionState } from './permission-entry.js'
import type { PermissionEntry } from './permission-log-reader.js'

const WORDS = {
  ko: {
    title: '권한 변경 로그', number: '번호', at: '조작일시', service: '서비스', actor: '조작한 사람', actorLogin: '조작한 사람 아이디', target: '대상', targetLogin: '대상 아이디', action: '조작', before: '변경 전', after: '변경 후',
    actions: { added: '등록', changed: '수정', removed: '삭제' }, organisation: '조직 전체', system: '시스템', admin: '조직 관리자', groups: '그룹', disabled: '사용 중지', enabled: '사용',
  },
  en: {
    title: 'Permission changes', number: 'No.', at: 'When', service: 'Service', actor: 'By', actorLogin: 'By (log-in)', target: 'Whose', targetLogin: 'Whose (log-in)', action: 'Change', before: 'Before', after: 'After',
    actions: { added: 'Added', changed: 'Changed', removed: 'Removed' }, organisation: 'Whole organisation', system: 'System', admin: 'Organisation admin', groups: 'Groups', disabled: 'Disabled', enabled: 'Enabled',
  },
} as const

/** What a search of the log shows, on all of its pages. */
export function permissionLogSheet(rows: AsyncIterable<PermissionEntry>, timeZone: string, language: Language): FileAnswer {
  const words = WORDS[language]
  const state = (of: PermissionState | null) => (of === null ? null : linesOf(of, language).join('\n'))
  return spreadsheetAnswer<PermissionEntry>(words.title, {
    name: words.title,
    timeZone,
    rows,
    columns: [
      { title: words.number, type: 'integer', value: (entry) => entry.number },
      { title: words.at, type: 'time', value: (entry) => Date.parse(entry.at) },
      { title: words.service, type: 'text', value: (entry) => entry.service?.name ?? words.organisation },
      { title: words.actor, type: 'text', width: 16, value: (entry) => entry.actor?.name ?? words.system },
      { title: words.actorLogin, type: 'text', width: 16, value: (entry) => entry.actor?.login ?? null },
      { title: 'IP', type: 'text', width: 16, value: (entry) => entry.ip },
      { title: words.target, type: 'text', width: 16, value: (entry) => entry.target.name },
      { title: words.targetLogin, type: 'text', width: 16, value: (entry) => entry.target.login },
      { title: words.action, type: 'text', width: 10, value: (entry) => words.actions[entry.action] },
      { title: words.before, type: 'text', width: 48, value: (entry) => state(entry.before) },
      { title: words.after, type: 'text', width: 48, value: (entry) => state(entry.after) },
    ],
  })
}

function linesOf({ organisationAdmin, disabled, roles, groups }: PermissionState, language: Language): string[] {
  const words = WORDS[language]
  return [
    ...(organisationAdmin ? [words.admin] : []),
    ...(disabled === undefined ? [] : [disabled ? words.disabled : words.enabled]),
    ...(roles ? [roles.map((role) => ROLE_NAMES[role][language]).join(', ')] : []),
    ...(groups ? [`${words.groups}: ${groups.join(', ') || '–'}`] : []),
  ]
}
