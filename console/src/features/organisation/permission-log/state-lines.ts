import type { PermissionState } from '../../../api/types.js'
import { i18n } from '../../../i18n/i18n.js'

/** What a member may do, in words, one line each. */
export function stateLines(state: PermissionState): string[] {
  const { t } = i18n.global
  const lines: string[] = []
  if (state?.organisationAdmin) lines.push(t('admin.one'))
  if (state?.disabled !== undefined) lines.push(t(state.disabled ? 'members.disabled' : 'members.enabled'))
  if (state?.twoFactor !== undefined) lines.push(`${t('twoFactor.title')}: ${t(state.twoFactor ? 'twoFactor.isOn' : 'twoFactor.isOff')}`)
  if (state?.roles) lines.push(state.roles.map((role) => t(`role.${role.replace('.', '_')}`)).join(', '))
  if (state?.groups) lines.push(t('permissionLog.groups', { names: state.groups.join(', ') || '–' }))
  return lines
}
