import type { Agent, Agents as AgentsPort } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

const COLUMNS = 'm.id as "memberId", case when m.nickname = \'\' then m.name else m.nickname end as nickname, m.name, m.email'

/** What plugins may look up about agents. */
export class AgentDirectory implements AgentsPort {
  constructor(readonly db: ScopedDb) {}

  async get(memberId: number): Promise<Agent | null> {
    return (await this.db.one<Agent>(`select ${COLUMNS} from {agent} a join {member} m on m.id = a.member_id where m.id = :memberId`, { memberId })) ?? null
  }

  async group(groupId: number): Promise<{ id: number; name: string; members: Agent[] } | null> {
    const group = await this.db.one<{ id: number; name: string }>('select g.id, g.name from {agent_group} g where g.id = :groupId', { groupId })
    if (!group) return null
    const members = await this.db.all<Agent>(`select ${COLUMNS} from {agent_group_member} gm join {member} m on m.id = gm.member_id where gm.group_id = :groupId and m.disabled_at is null order by gm.joined_at, gm.id`, { groupId })
    return { ...group, members }
  }
}
