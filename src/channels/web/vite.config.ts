import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [tailwindcss()],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    assetsDir: 'assets',
    target: 'es2022',
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { page: `${import.meta.dirname}/index.html`, embed: `${import.meta.dirname}/embed.html` },
      onLog(level, log, say) {
        // 'use client' means something to servers that render React; the page is rendered in the browser.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') say(level, log)
      },
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8787', '/api': 'http://127.0.0.1:8787' } },
})
