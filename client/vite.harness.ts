import react from '@vitejs/plugin-react';
import mantinePreset from 'postcss-preset-mantine';
import { defineConfig } from 'vite';
import { NEVER_LOADED } from './vite.never-loaded.ts';

/** A page of the app by itself, for browser tests: no worker, no compression, built as fast as can be. */
export default defineConfig({
  plugins: [react()],
  css: { postcss: { plugins: [mantinePreset()] } },
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
  // The React that complains, whatever runs the build.
  define: { 'process.env.NODE_ENV': '"development"' },
  build: {
    target: 'es2022',
    minify: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 20_000,
    // Every letter slice stays a file of its own: inlined ones would all be loaded.
    assetsInlineLimit: 0,
    rolldownOptions: { external: NEVER_LOADED },
  },
});
