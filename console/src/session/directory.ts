import { computed, shallowRef } from 'vue'
import type { Group, List, Named } from '../api/types.js'
import { useApi } from '../api/use-api.js'
import { currentService, session } from './session.js'

const groups = shallowRef<readonly Group[]>([])
let loadedFor = ''

/** The service's groups with their agents: read by everybody who works with tickets. */
export async function loadDirectory(again = false): Promise<void> {
  const service = currentService.value?.code ?? ''
  if (!service || (loadedFor === service && !again)) return
  loadedFor = service
  try {
    const { items } = await useApi().get<List<Group>>('/groups')
    // Whoever is shut out is still in the lists of the administration, and is no choice any more.
    if (loadedFor === service) groups.value = items.map((group) => ({ ...group, members: group.members.filter((member) => !member.disabled) }))
  } catch {
    // Names are missing until the next time; what needs the list says so itself.
    if (loadedFor === service) loadedFor = ''
  }
}

export function useDirectory() {
  void loadDirectory()
  const agents = computed<Named[]>(() => [...new Map(groups.value.flatMap((group) => group.members).map((member) => [member.id, member])).values()].sort((a, b) => a.name.localeCompare(b.name)))
  return {
    groups,
    agents,
    myGroups: computed(() => groups.value.filter((group) => group.members.some((member) => member.id === session.value?.member.id))),
    groupName: (id: unknown) => groups.value.find((group) => group.id === id)?.name ?? null,
    agentName: (id: unknown) => agents.value.find((agent) => agent.id === id)?.name ?? (session.value?.member.id === id ? session.value?.member.name ?? null : null),
  }
}
