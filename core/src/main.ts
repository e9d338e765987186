import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Koa from 'koa'
import { CLOCK, LOG, LOG_IN_WAYS, MEMBER_SIGN_IN, METERING, ORGANISATION_SERVICES, NOTIFICATIONS, SECRETS, SDK_VERSION, SERVICE_INFO, START_NOTICE, AGENTS, CUSTOMERS, DB, DELIVERIES, EVENTS, FILES, HTTP, INBOXES, JOBS, TICKETS, type Manifest, type Token } from 'adapters-sdk'
import { accessErrors, createAccess, memberMay } from './access/index.js'
import { billingErrors, createBilling, messagePrices, Metering, PluginMetering } from './billing/index.js'
import { Categories, categoryErrors, categoryRoutes } from './categories/index.js'
import { bulkErrors, createBulk } from './bulk/index.js'
import { channelErrors, createChannels, PluginInboxes } from './channels/index.js'
import type { Config } from './config/index.js'
import { consoleFiles, pluginFiles } from './console-files/index.js'
import { contractErrors, Contracts } from './contracts/index.js'
import { createCustomers, customerErrors } from './customers/index.js'
import { EventOutbox, PluginEvents, type PublishedEvent } from './events/index.js'
import { ExportLog, exportLogRoutes } from './export-log/index.js'
import { fieldErrors, fieldRoutes, Fields, TicketForm } from './fields/index.js'
import { DiskFiles } from './files/index.js'
import { createHttpApp, ErrorCatalogue, health, httpErrors, openApiRoute, RouteRegistry } from './http/index.js'
import { JobQueue } from './jobs/index.js'
import { Nodes } from './nodes/index.js'
import { createNotices } from './notices/index.js'
import { createOrganisations, organisationErrors, PluginServices } from './organisations/index.js'
import { MyPerformance, PerformanceSources, performanceRoutes } from './performance/index.js'
import { PermissionLog, PermissionLogReader, permissionLogRoutes } from './permission-log/index.js'
import { Addresses, GuardedHttp, Lifecycle, systemClock, Vault, type Logger } from './platform/index.js'
import { contractedPlugins, PluginHost, pluginErrors, pluginRoutes, PluginSecrets, PluginSettings, ProvidedPorts, reservedIds, ServicePluginGate } from './plugins/index.js'
import { Presence, RealtimeGateway, TopicRegistry } from './realtime/index.js'
import { ReplyTemplates, Substitutions, templateErrors, templateRoutes } from './reply-templates/index.js'
import { Retention } from './retention/index.js'
import { createSearch } from './search/index.js'
import { createSla, RECOUNT, slaErrors, TicketPromises } from './sla/index.js'
import { currentServiceId, Database } from './tenancy/index.js'
import { AttachmentStore, createLists, draftRoutes, Drafts, holdTicket, NextTicket, PluginTickets, relationRoutes, REPLY_COUNTS, TicketCommands, TicketCreation, TicketDetail, ticketErrors, TicketFollowers, TicketHandovers, TicketIntake, TicketLinks, TicketMerges, TicketMessages, TicketRelations, TicketReplies, ticketRoutes, TicketSettings, TicketSplits, TicketTags, TicketWriter } from './tickets/index.js'
import { coreConditions, createTriggers, rehearsableDeliveries, rehearsableJobs, rehearsablePluginTickets, TimePassedTimer, triggerErrors } from './triggers/index.js'

const CORE = dirname(dirname(fileURLToPath(import.meta.url)))
const ROOT = dirname(CORE)

export interface Notice { readonly label: string; readonly value: string }

/** Everything of one process, wired but not listening yet. */
export type Core = Awaited<ReturnType<typeof createCore>>

/** The composition root: opens the database, makes every area, loads the plugins. What depends on what is readable here and nowhere hidden. */
export async function createCore(config: Config, log: Logger, now: () => number = systemClock.now) {
  const lifecycle = new Lifecycle()
  const database = await Database.open(config, (error) => log.error({ err: error }, 'database connection lost'))
  lifecycle.add('database', () => database.close())
  await database.migrate({ owner: 'core', folder: join(CORE, 'migrations') })
  const { db, system, engine } = database
  const listen = engine.listen.bind(engine)

  const errors = new ErrorCatalogue()
  for (const definitions of [httpErrors, accessErrors, organisationErrors, contractErrors, billingErrors, categoryErrors, fieldErrors, templateErrors, customerErrors, ticketErrors, bulkErrors, triggerErrors, slaErrors, channelErrors, pluginErrors]) errors.add(definitions)
  const routes = new RouteRegistry()
  const topics = new TopicRegistry()
  const vault = Vault.fromFile(config.masterKeyFile)
  const notices: Notice[] = []
  const address = { url: config.publicUrl ?? `http://${config.host}:${config.port}` }
  const publicUrl = () => address.url
  const addresses = new Addresses(publicUrl, config.baseDomain)

  const nodes = new Nodes(engine, system, log, now)
  const jobs = new JobQueue(db, system, nodes, log, now)
  const events = new EventOutbox(db, jobs, now)
  const files = new DiskFiles(join(config.dataDir, 'files'), now)
  const { store: customers, records, routes: customerRoutes } = createCustomers({ db, events, now })
  const gate = new ServicePluginGate(db)
  const performance = new PerformanceSources(gate, log)
  const channels = createChannels({ database, nodes, files, customers, events, vault, log, now, allows: (plugin) => gate.allows(plugin) })

  const categories = new Categories(db, events, now)
  const fields = new Fields(db, events, now)
  const form = new TicketForm(db, fields, records)
  const substitutions = new Substitutions(db, customers, categories, fields, form)
  const templates = new ReplyTemplates(db, events, now)
  const metering = new Metering(db, now)
  const promises = new TicketPromises(db, now)
  const writer = new TicketWriter(db, customers, events, jobs, metering, promises, now)
  const surroundings = async () => ({ deadlines: await promises.used(), channels: ['agent', ...channels.registry.all.map(({ id }) => id)] })
  const triggers = createTriggers({ db, tickets: writer, substitutions, fields, form, surroundings, gate, errors, jobs, events, http: new GuardedHttp(['*'], config.allowPrivateEgress), vault, messagePrices: () => messagePrices(billing.prices, plugins.plugins.map(({ manifest }) => manifest), now()), log, now })
  const sla = createSla({ db, system, writer, promises, events, jobs, triggers: triggers.engine, log, now })
  const { reactions } = sla
  const timePassed = new TimePassedTimer({ db, system, reactions, hold: (ticketId) => holdTicket(db, ticketId), log, now })
  const attachments = new AttachmentStore(db, files, now)
  const exports = new ExportLog(db, now)
  const lists = createLists({ db, conditions: coreConditions, fields: () => fields.list(), events, exports, channelLabel: (id) => channels.registry.get(id)?.label, now })
  const presence = new Presence(db, now, (error) => log.warn({ err: error }, 'who is on which ticket could not be told'))
  const drafts = new Drafts(db, attachments, now)
  const ticketSettings = new TicketSettings(db, now)
  const ticketDependencies = { db, writer, customers, events, attachments, drafts, delivery: channels.deliveries, reactions, sorting: categories, fields: form, now }
  const commands = new TicketCommands(ticketDependencies)
  const replies = new TicketReplies({ ...ticketDependencies, jobs, settings: ticketSettings, inboxes: channels.inboxes, templates })
  jobs.handle(REPLY_COUNTS, (payload) => replies.count((payload as { messageId: number }).messageId))
  const detail = new TicketDetail(db, customers, new TicketMessages(db, attachments, errors), lists.tickets, channels.inboxes, categories, form, new TicketRelations(db))
  const search = createSearch({ database, lists: lists.tickets, sheets: lists.sheets, jobs, log, now })
  const intake = channels.intake(new TicketIntake(db, writer, attachments, events, reactions, now))
  jobs.handle('ticket.close', (payload) => {
    const { ticketId, solvedAt } = payload as { ticketId: number; solvedAt: number }
    return commands.closeIfStillSolved(ticketId, solvedAt)
  })
  jobs.handle(RECOUNT, (_, signal) => sla.recount.run(signal))

  const provided = new ProvidedPorts()
  const contracts = new Contracts(db, events, now)
  const sealEntry = (text: string) => vault.mac(`permission log\n${text}`)
  const permissionLog = new PermissionLog(db, sealEntry, now)
  const notifications = () => provided.get(NOTIFICATIONS) ?? null
  const { routes: noticeRoutes } = createNotices({ db, events, jobs, notifications, addresses, now })
  const access = createAccess({ db, system, contracted: () => contracts.active(), events, tickets: new TicketHandovers(db, commands), permissionLog, vault, notifications, logInWays: () => provided.get(LOG_IN_WAYS) ?? null, describeError: (code, language) => (errors.has(code) ? errors.describe(code, {}, language) : null), addresses, openSignUp: config.openSignUp, log, now })
  const organisations = createOrganisations({ db, system, contracts, events, permissionLog, sessions: access.sessions, links: access.links, throttle: access.throttle, openSignUp: config.openSignUp, vault, addresses, now })

  const settings = new PluginSettings(db)
  const ports = (manifest: Manifest): ReadonlyMap<Token<unknown>, unknown> => {
    const prefix = `OC_${manifest.id.toUpperCase()}_`
    const environment = Object.fromEntries(Object.entries(config.environment).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length).toLowerCase(), value]] : [])))
    const unlocked = new Map<Token<unknown>, unknown>([
      [CLOCK, { now }],
      [LOG, log.child({ plugin: manifest.id })],
      [SERVICE_INFO, { current: () => organisations.services.current(), environment, get publicUrl() { return publicUrl() }, dataDir: config.dataDir }],
      [START_NOTICE, { line: (label: string, value: string) => notices.push({ label, value }) }],
    ])
    const byPermission: Record<string, readonly [Token<unknown>, () => unknown]> = {
      tickets: [TICKETS, () => rehearsablePluginTickets(new PluginTickets(db, writer, reactions, categories, form, customers, attachments, events, (event) => triggers.parts.events.get(event)?.owner === manifest.id, now))],
      customers: [CUSTOMERS, () => customers],
      agents: [AGENTS, () => access.agentDirectory],
      files: [FILES, () => files],
      db: [DB, () => database.forPlugin(manifest.id)],
      jobs: [JOBS, () => rehearsableJobs(jobs)],
      events: [EVENTS, () => new PluginEvents(manifest.id, events)],
      http: [HTTP, () => new GuardedHttp(manifest.egress, config.allowPrivateEgress)],
      deliveries: [DELIVERIES, () => rehearsableDeliveries(channels.deliveries)],
      metering: [METERING, () => new PluginMetering(metering, manifest, now)],
      secrets: [SECRETS, () => new PluginSecrets(manifest.id, vault)],
      'sign-in': [MEMBER_SIGN_IN, () => access.memberSignIn],
      'organisation-services': [ORGANISATION_SERVICES, () => new PluginServices(manifest.id, db, gate, form, categories)],
      inboxes: [INBOXES, () => new PluginInboxes(manifest.id, channels.registry, channels.inboxes)],
    }
    for (const permission of manifest.permissions) {
      const port = byPermission[permission]
      if (port) unlocked.set(port[0], port[1]())
    }
    return unlocked
  }
  const plugins = new PluginHost({
    folders: [join(ROOT, 'plugins'), ...config.pluginPaths],
    database,
    registries: { routes, errors, channels: channels.registry, jobs, triggers: triggers.parts, topics, performance, ports: provided },
    gate,
    settings,
    ports,
    reserved: reservedIds(join(CORE, 'migrations'), errors.codes),
    log,
  })

  const billing = createBilling({ db, system, contracts, scopes: organisations.scopes, services: organisations.services, metering, meters: () => plugins.plugins.flatMap(({ manifest }) => manifest.meters), plugins: (type) => contractedPlugins(plugins, gate, type), exports, now })
  let ready = false
  routes.add('core', [
    openApiRoute(routes, SDK_VERSION),
    ...access.routes,
    ...organisations.routes,
    ...billing.routes,
    ...performanceRoutes(new MyPerformance(db, performance, now)),
    ...permissionLogRoutes(new PermissionLogReader(db, sealEntry), exports),
    ...exportLogRoutes(exports),
    ...lists.routes,
    ...ticketRoutes({ detail, commands, replies, creation: new TicketCreation(db, writer, customers, attachments, channels.deliveries, events, reactions, categories, form, templates, substitutions, now), attachments }),
    ...relationRoutes({ detail, tags: new TicketTags(db, writer, reactions), followers: new TicketFollowers(db, writer, events, now), links: new TicketLinks(db, writer, events, now), merges: new TicketMerges(db, writer, events, reactions, now), splits: new TicketSplits(db, writer, events, reactions, now) }),
    ...categoryRoutes(categories),
    ...customerRoutes,
    ...fieldRoutes(fields),
    ...templateRoutes({ templates, substitutions, tickets: writer }),
    ...draftRoutes({ drafts, replies, settings: ticketSettings, next: new NextTicket(db, commands, (number, except) => presence.on(currentServiceId(), number).some((person) => person.id !== except)) }),
    ...createBulk({ db, writer, commands, replies, attachments, lists: lists.tickets, jobs, may: (memberId, permission) => memberMay(db, memberId, permission), describe: (code, language) => errors.describe(code, {}, language).title, log, now }).routes,
    ...search.routes,
    ...triggers.routes,
    ...sla.routes,
    ...noticeRoutes,
    ...intake.routes,
    ...pluginRoutes({ host: plugins, gate, settings, events, now }),
  ])
  await plugins.load()
  lifecycle.add('plugins', () => plugins.stop())

  const realtime = new RealtimeGateway(access.authenticator, topics, gate, db, presence, log, addresses, config.trustProxy)
  const app: Koa = createHttpApp({
    registry: routes,
    errors,
    authenticator: access.authenticator,
    gate,
    db,
    log,
    addresses,
    trustProxy: config.trustProxy,
    now,
    openInbox: (key) => channels.inboxes.findByHookKey(key),
    openOrganisation: async (domain) => (await access.findOrganisation(domain))?.id ?? null,
    rest: [health(async () => ready && (await database.answers())), intake.webhooks, pluginFiles((id) => plugins.plugins.find((plugin) => plugin.id === id)?.console), consoleFiles(join(ROOT, 'console', 'dist'))],
  })

  const hear = (event: PublishedEvent): void => {
    sla.heard(event)
    realtime.publish(event)
  }

  /** Starts workers, gateways and the HTTP server; resolves when everything answers. */
  async function start(): Promise<{ readonly url: string; readonly notices: readonly Notice[] }> {
    lifecycle.add('events', await events.listen(listen, hear, () => realtime.missedSomething()))
    lifecycle.add('presence', await presence.start(listen, (serviceId, number) => realtime.presenceChanged(serviceId, number)))
    lifecycle.add('changed members', await access.memberSignals.listen(listen, (memberId) => realtime.memberChanged(memberId)))
    await nodes.start()
    lifecycle.add('node', () => nodes.stop())
    lifecycle.add('job signals', await jobs.watch(listen))
    jobs.start()
    lifecycle.add('jobs', () => jobs.stop())
    const retention = new Retention(system, now, log)
    retention.start()
    lifecycle.add('retention', () => retention.stop())
    sla.timer.start()
    lifecycle.add('deadlines', () => sla.timer.stop())
    timePassed.start()
    lifecycle.add('triggers that wait', () => timePassed.stop())
    search.indexer.start()
    lifecycle.add('search', () => search.indexer.stop())
    channels.dispatcher.start()
    lifecycle.add('deliveries', () => channels.dispatcher.stop())
    intake.worker.start()
    lifecycle.add('intake', () => intake.worker.stop())
    intake.receiver.start()
    lifecycle.add('inboxes', () => intake.receiver.stop())
    const server = createServer(app.callback())
    lifecycle.add('http', () => closeServer(server))
    realtime.attach(server)
    lifecycle.add('live connections', () => realtime.stop())
    const { port } = await listening(server, config.port, config.host)
    if (config.publicUrl === undefined) address.url = `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
    await plugins.start(intake.gate)
    lifecycle.add('gateways', () => plugins.drain())
    ready = true
    return { url: publicUrl(), notices }
  }

  /** Takes nothing new, ends what runs, closes the database. */
  async function stop(): Promise<void> {
    ready = false
    await lifecycle.stop((name, error) => log.error({ err: error }, `${name} did not stop cleanly`))
  }

  return { config, database, routes, errors, jobs, events, files, customers, channels, intake, writer, commands, search, triggers, sla, access, organisations, contracts, billing, plugins, settings, app, publicUrl, start, stop }
}

function listening(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} on ${host} is taken, perhaps by a server that still runs. Stop it, or choose another with OC_PORT; 0 takes a free one.`, { cause: error }) : error)
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      resolve(server.address() as AddressInfo)
    })
  })
}

/** Requests under way get their answers; idle connections are closed. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 5000)
    server.close(() => {
      clearTimeout(patience)
      resolve()
    })
    server.closeIdleConnections()
  })
}
