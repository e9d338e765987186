import vue from '@vitejs/plugin-vue'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { importMap, SHARED } from './vite/import-map.js'

const core = process.env.OC_CORE_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue(), importMap()],
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    target: 'es2023',
    // light-dark() as it is: worked out for older browsers it would follow the page alone, not a part that shows the other theme.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: fonts or styles.
    assetsInlineLimit: 0,
    // One sheet: a panel that uses a part of the kit must not wait for a screen of ours that brings its style.
    cssCodeSplit: false,
    rolldownOptions: {
      preserveEntrySignatures: 'exports-only',
      input: { index: resolve('index.html'), ...Object.fromEntries(Object.entries(SHARED).map(([name, file]) => [name.replace('/', '-'), resolve(file)])) },
    },
  },
  server: {
    proxy: { '/api': core, '/plugins': core, '/ws': { target: core.replace('http', 'ws'), ws: true } },
  },
})
