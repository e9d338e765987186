import { Building2, Hash, Puzzle, Search, Settings, UserRound } from '@lucide/vue'
import { computed, type Component, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import { VIEW_ICONS, VIEWS } from '../features/tickets/views.js'
import { i18n, localized } from '../i18n/i18n.js'
import { matchesText } from '../i18n/match-text.js'
import { CONSOLE } from '../runtime/built-in.js'
import { panelsIn } from '../runtime/panel-registry.js'
import { can, currentService } from '../session/session.js'

export interface Command { readonly id: string; readonly label: string; readonly group: string; readonly icon: Component; readonly to: RouteLocationRaw }

const TICKET_NUMBER = /^T\d{13}[A-Za-z0-9]{4}$/

/** Everywhere the member can go from here. */
export function useCommands(): ComputedRef<Command[]> {
  const { t } = useI18n()
  return computed(() => {
    const service = currentService.value?.code ?? ''
    const views = can('tickets') ? VIEWS.map((view) => ({ id: `view.${view}`, label: t(`ticket.view.${view}`), group: t('ticket.title'), icon: VIEW_ICONS[view], to: { name: 'tickets', params: { service, view } } })) : []
    const pages = panelsIn('nav.page').map((panel) => ({ id: `page.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('shell.work'), icon: Puzzle, to: { name: 'panel', params: { service, plugin: panel.plugin, panel: panel.id } } }))
    const settings = panelsIn('settings.page').map((panel) => ({ id: `settings.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('settings.title'), icon: Settings, to: panel.plugin === CONSOLE ? { name: 'settings-page', params: { service, panel: panel.id } } : { name: 'settings-panel', params: { service, plugin: panel.plugin, panel: panel.id } } }))
    const organisation = panelsIn('organisation.page').map((panel) => ({ id: `organisation.${panel.plugin}.${panel.id}`, label: localized(panel.title), group: t('organisation.title'), icon: Building2, to: panel.plugin === CONSOLE ? { name: 'organisation-page', params: { panel: panel.id } } : { name: 'organisation-panel', params: { plugin: panel.plugin, panel: panel.id } } }))
    const search = can('tickets') ? [{ id: 'search', label: t('search.title'), group: t('ticket.title'), icon: Search, to: { name: 'search', params: { service } } }] : []
    return [...views, ...search, ...pages, ...settings, ...organisation, { id: 'personal', label: t('personal.title'), group: '', icon: UserRound, to: { name: 'personal' } }]
  })
}

/** What fits the query: by words, by first consonants, or a whole ticket number to open; last, tickets that hold it. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const number = query.trim()
  const tickets: Command[] = TICKET_NUMBER.test(number) && currentService.value ? [{ id: 'ticket', label: i18n.global.t('command.openTicket', { number }), group: '', icon: Hash, to: { name: 'tickets', params: { service: currentService.value.code, view: 'all', number } } }] : []
  const search: Command[] = number !== '' && can('tickets') ? [{ id: 'search.words', label: i18n.global.t('command.searchTickets', { query: number }), group: '', icon: Search, to: { name: 'search', params: { service: currentService.value!.code }, query: { q: number } } }] : []
  return [...tickets, ...commands.filter(({ label, group }) => matchesText(label, query) || matchesText(group, query)), ...search]
}
