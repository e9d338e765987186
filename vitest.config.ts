import vue from '@vitejs/plugin-vue'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Tests run on the sources of the SDK and the core, never on a stale build. */
const alias = [
  { find: /^adapters-sdk$/, replacement: at('adapters-sdk/src/index.ts') },
  { find: /^adapters-sdk\/(testing|console)$/, replacement: at('adapters-sdk/src/$1/index.ts') },
  { find: /^@opencontact\/core$/, replacement: at('core/src/index.ts') },
]

/** Panels find the console's kit where the import map would give it to them; the console itself finds the SDK. */
const kitForPanels = {
  name: 'kit-for-panels',
  enforce: 'pre' as const,
  resolveId: (source: string, importer?: string) => (source === 'adapters-sdk/console' && importer?.startsWith(at('plugins/')) ? at('console/src/shared/console-kit.ts') : null),
}

/** Files of one worker share what they import: importing the core anew for each took a third of the run. */
const project = (name: string, folder: string) => ({
  resolve: { alias },
  test: { name, include: [`${folder}/**/*.test.ts`], exclude: ['**/node_modules/**', '**/dist/**'], pool: 'forks' as const, isolate: false, testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 10_000 } } },
})

/** What starts servers and browsers takes longest however short its file is: begun last, it would run alone at the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => Number(/\/test\/(faults|e2e)\//.test(moduleId))
    return (await super.sort(files)).sort((a, b) => isSlow(b) - isSlow(a))
  }
}

export default defineConfig({
  test: {
    globalSetup: [at('test/support/global-setup.ts')],
    // Tests that wait leave room for others.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    sequence: { sequencer: SlowFirst },
    projects: [
      project('sdk', 'adapters-sdk/src'),
      project('core', 'core/src'),
      project('plugins', 'plugins/*/src'),
      {
        plugins: [kitForPanels, vue()],
        resolve: { alias },
        test: { name: 'console', include: ['console/src/**/*.test.ts', 'plugins/*/console/**/*.test.ts'], exclude: ['**/node_modules/**', '**/dist/**'], environment: 'happy-dom' },
      },
      project('test', 'test'),
    ],
    coverage: { provider: 'v8', include: ['adapters-sdk/src/**', 'core/src/**', 'plugins/*/src/**', 'console/src/**'] },
  },
})
