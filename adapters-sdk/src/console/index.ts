/**
 * What a plugin's panels import. At run time the console answers this name with its own kit, through the import map, so that all
 * panels share one Vue and one look; here are its types, and the one function that is needed to define panels anywhere.
 */
export * from './components.js'
export * from './composables.js'
export * from './panels.js'
