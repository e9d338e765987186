import type { Events } from 'adapters-sdk'

/** A plugin's way to the events: it speaks on its own topics. */
export class PluginEvents implements Events {
  readonly publish: Events['publish']

  constructor(
    readonly plugin: string,
    readonly events: Events,
  ) {
    this.publish = (name, payload) => events.publish(name, payload)
  }

  async announce(topic: string, payload?: Readonly<Record<string, string | number>>): Promise<void> {
    if (!topic.startsWith(`${this.plugin}.`)) throw new Error(`The topic ${topic} is not one of the plugin ${this.plugin}.`)
    await this.events.announce(topic, payload)
  }
}
