import { FileAnswer, route, z, type Route } from 'adapters-sdk'
import { offeredFields, viewPart, type AskableField } from '../conditions/index.js'
import { cursorQuery, type PluginGate } from '../http/index.js'
import type { FileChange, TriggerFiles } from './files/trigger-files.js'
import type { TriggerLint } from './lint/trigger-lint.js'
import type { StoredTrigger, TriggerEditor } from './trigger-editor.js'
import type { TriggerParts } from './trigger-parts.js'
import { allFindingsView, fileChanges, findingsView, partsView, removedTriggers, triggerChange, triggerDraft, triggerFile, triggerImport, triggerInput, triggerOrder, triggerRestore, triggerVersionView, triggerView } from './trigger-schemas.js'
import type { TriggerVersion } from './trigger-versions.js'

export interface TriggerRouteDependencies {
  readonly parts: TriggerParts
  readonly fields: { list(): Promise<readonly AskableField[]> }
  readonly editor: TriggerEditor
  readonly lint: TriggerLint
  readonly files: TriggerFiles
  readonly gate: PluginGate
}

const MOST_REMOVED = 200
const withId = z.object({ id: z.coerce.number().int() })

export function triggerRoutes(deps: TriggerRouteDependencies): Route[] {
  const { editor, lint, files } = deps
  return [
    route({ kind: 'console', method: 'GET', path: '/trigger-parts', permission: 'console', summary: 'What triggers of this service can be made of', response: partsView }, () => viewParts(deps)),
    route({ kind: 'console', method: 'GET', path: '/triggers', permission: 'service', summary: 'The triggers in their order', response: z.object({ items: z.array(triggerView) }) }, async ({ caller }) => ({
      items: (await editor.list(caller.language)).map(view),
    })),
    route({ kind: 'console', method: 'POST', path: '/triggers', permission: 'service', summary: 'Adds a trigger behind the others', status: 201, body: triggerInput, response: triggerView }, async ({ body, caller }) => view(await editor.create(body, caller.language))),
    route({ kind: 'console', method: 'GET', path: '/triggers/removed', permission: 'service', summary: 'The triggers that were removed last; their versions can still be read', response: removedTriggers }, async () => ({
      items: (await editor.versions.removed(MOST_REMOVED)).map(({ triggerId, title, version, at, by }) => ({ id: triggerId, title, version, by: by?.name ?? null, at: new Date(at).toISOString() })),
    })),
    route({ kind: 'console', method: 'GET', path: '/triggers/findings', permission: 'service', summary: 'What is wrong or doubtful with the triggers', response: allFindingsView }, async ({ caller }) => ({ items: await lint.all(caller.language) })),
    route({ kind: 'console', method: 'POST', path: '/triggers/lint', permission: 'service', summary: 'What would be wrong or doubtful with a trigger if it were saved so; nothing is saved', body: triggerDraft, response: findingsView }, async ({ body: { id, ...draft }, caller }) => ({ findings: await lint.draft(id, draft, caller.language) })),
    route({ kind: 'console', method: 'GET', path: '/triggers/export', permission: 'service', summary: 'All triggers as a YAML file, by names instead of ids' }, async ({ caller }) => new FileAnswer(await files.write(caller.language), 'application/yaml; charset=utf-8', 'triggers.yaml', false, false)),
    route({ kind: 'console', method: 'POST', path: '/triggers/compare', permission: 'service', summary: 'What importing a file would do; nothing is saved', body: triggerFile, response: fileChanges }, async ({ body, caller }) => ({ items: (await files.compare(body.yaml, caller.language)).map(viewChange) })),
    route({ kind: 'console', method: 'POST', path: '/triggers/import', permission: 'service', summary: 'Adds and changes triggers as a file says: all of it or nothing', body: triggerImport, response: fileChanges }, async ({ body, caller }) => ({ items: (await files.import(body.yaml, body.seen, caller.language)).map(viewChange) })),
    route({ kind: 'console', method: 'PUT', path: '/triggers/order', permission: 'service', summary: 'Puts all triggers in order', status: 204, body: triggerOrder }, async ({ body }) => editor.order(body.ids, body.expected)),
    route({ kind: 'console', method: 'PUT', path: '/triggers/:id', permission: 'service', summary: 'Changes a trigger; `version` is the one that was read', params: withId, body: triggerChange, response: triggerView }, async ({ params, body: { version, ...input }, caller }) =>
      view(await editor.change(params.id, version, input, caller.language)),
    ),
    route({ kind: 'console', method: 'GET', path: '/triggers/:id/versions', permission: 'service', summary: 'A trigger as it was saved each time, newest first, also when it was removed', params: withId, query: z.object(cursorQuery), response: z.object({ items: z.array(triggerVersionView), next: z.string().nullable() }) }, async ({ params, query }) => {
      const { items, next } = await editor.versions.of(params.id, query.limit, query.cursor)
      return { items: items.map(viewVersion), next }
    }),
    route({ kind: 'console', method: 'GET', path: '/triggers/:id/versions/:version', permission: 'service', summary: 'A trigger as it was saved once', params: withId.extend({ version: z.coerce.number().int() }), response: triggerVersionView }, async ({ params }) => viewVersion(await editor.versions.get(params.id, params.version))),
    route({ kind: 'console', method: 'POST', path: '/triggers/:id/restore', permission: 'service', summary: 'Makes a trigger what it was at version `to`, as a new version; `version` is the one that was read', params: withId, body: triggerRestore, response: triggerView }, async ({ params, body, caller }) =>
      view(await editor.restore(params.id, body.version, body.to, caller.language)),
    ),
    route({ kind: 'console', method: 'DELETE', path: '/triggers/:id', permission: 'service', summary: 'Removes a trigger; what it did stays in the ledger', status: 204, params: withId }, async ({ params }) => editor.remove(params.id)),
  ]
}

function view(trigger: StoredTrigger): z.input<typeof triggerView> {
  return { ...(trigger as unknown as z.input<typeof triggerView>), updatedAt: new Date(trigger.updatedAt).toISOString() }
}

function viewChange({ change, before, after }: FileChange): z.input<typeof fileChanges>['items'][number] {
  return { change, before: before && view(before), after: after as unknown as z.input<typeof fileChanges>['items'][number]['after'] }
}

function viewVersion(version: TriggerVersion): z.input<typeof triggerVersionView> {
  return { ...(version as unknown as z.input<typeof triggerVersionView>), at: new Date(version.at).toISOString() }
}

/** The core's parts and those of plugins that are switched on for the service. */
async function viewParts({ parts, fields, gate }: TriggerRouteDependencies): Promise<z.input<typeof partsView>> {
  const owners = new Set([...parts.events.values(), ...parts.conditions.values(), ...parts.actions.values()].map(({ owner }) => owner))
  const on = new Set<string>()
  for (const owner of owners) if (owner === 'core' || (await gate.allows(owner))) on.add(owner)
  const mine = <P extends { readonly owner: string }>(all: ReadonlyMap<string, P>): P[] => [...all.values()].filter(({ owner }) => on.has(owner))
  return {
    events: mine(parts.events).map(({ event }) => ({ name: event.name, label: event.label })),
    conditions: [...mine(parts.conditions).map(({ condition }) => condition), ...offeredFields(await fields.list())].map(viewPart),
    actions: mine(parts.actions).map(({ action, schema }) => ({ type: action.type, label: action.label, ...(action.sentence ? { sentence: action.sentence } : {}), params: schema as Record<string, unknown> })),
  }
}
