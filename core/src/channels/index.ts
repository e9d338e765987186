export { createChannels } from './create-channels.js'
export { channelErrors } from './errors.js'
export { PluginInboxes } from './plugin-inboxes.js'
