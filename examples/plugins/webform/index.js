import { definePlugin, token } from 'adapters-sdk'
import { Adapter, FormWebhook, inboxSettings } from './channel.js'
import { Answers } from './answers.js'
import { AnswerAction } from './answer-action.js'
import { Routes } from './routes.js'

export default definePlugin({
  register(r) {
    r.provide(token('webform.answers@1'), Answers)
    r.channel(Adapter, inboxSettings)
    r.webhook(FormWebhook)
    r.routes(Routes)
    r.trigger.action(AnswerAction)
  },
})
