import react from '@vitejs/plugin-react';
import mantinePreset from 'postcss-preset-mantine';
import { defineConfig } from 'vite';

/** A page of the app by itself, for browser tests: no worker, no compression, nothing that reloads. */
export default defineConfig({
  plugins: [react()],
  cacheDir: '../../../../node_modules/.vite-harness',
  css: { postcss: { plugins: [mantinePreset()] } },
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
  server: { hmr: false, watch: null, fs: { allow: ['../../../../..'] } },
});
