import { Building2, History, ListFilter, Puzzle, Search, Settings, UserRound } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { nameOf, savedViews } from '../features/lists/saved-views.js'
import { VIEW_ICONS, VIEWS } from '../features/tickets/views.js'
import { localized } from '../i18n/i18n.js'
import { CONSOLE } from '../runtime/built-in.js'
import { panelsIn } from '../runtime/panel-registry.js'
import { can, currentService, session } from '../session/session.js'
import { offerCommands } from './offer-commands.js'
import { recentTickets } from './recent-tickets.js'
import { useShortcutCommand } from './use-shortcut-command.js'

/** Everywhere the member can go from here. */
export function usePlaces(go: (name: 'search') => unknown): void {
  const { t } = useI18n()
  const shortcutCommand = useShortcutCommand()
  offerCommands(() => {
    const service = currentService.value?.code ?? ''
    const tickets = can('tickets')
      ? [
          ...recentTickets.value.filter((one) => one.service === service).map(({ number, subject }) => ({ id: `recent.${number}`, label: subject, group: t('command.recent'), icon: History, to: { name: 'tickets', params: { service, view: 'all', number } } })),
          ...VIEWS.map((view) => ({ id: `view.${view}`, label: t(`ticket.view.${view}`), group: t('ticket.title'), icon: VIEW_ICONS[view], to: { name: 'tickets', params: { service, view } } })),
          ...(savedViews.value ?? []).map((view) => ({ id: `view.${nameOf(view)}`, label: view.title, group: t('list.view.title'), icon: ListFilter, to: { name: 'tickets', params: { service, view: nameOf(view) } } })),
          { ...shortcutCommand('search', () => go('search')), icon: Search },
        ]
      : []
    const pages = panelsIn('nav.page').map((panel) => ({ id: `page.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('shell.work'), icon: Puzzle, to: { name: 'panel', params: { service, plugin: panel.plugin, panel: panel.id } } }))
    const settings = panelsIn('settings.page').map((panel) => ({ id: `settings.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('settings.title'), icon: Settings, to: panel.plugin === CONSOLE ? { name: 'settings-page', params: { service, panel: panel.id } } : { name: 'settings-panel', params: { service, plugin: panel.plugin, panel: panel.id } } }))
    const organisation = panelsIn('organisation.page').map((panel) => ({ id: `organisation.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('organisation.title'), icon: Building2, to: panel.plugin === CONSOLE ? { name: 'organisation-page', params: { panel: panel.id } } : { name: 'organisation-panel', params: { plugin: panel.plugin, panel: panel.id } } }))
    const services = (session.value?.services ?? []).filter(({ code }) => code !== service).map(({ code, name }) => ({ id: `service.${code}`, label: name, group: t('shell.switchService'), icon: UserRound, to: { name: 'service', params: { service: code } } }))
    return [...tickets, ...pages, ...settings, ...organisation, ...services]
  })
}
