import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** One ES module; Vue and the kit are the console's, through its import map. */
export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'es2023',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js', cssFileName: 'index' },
    rolldownOptions: { external: ['vue', 'adapters-sdk/console'] },
  },
})
