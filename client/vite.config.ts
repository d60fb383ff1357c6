import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import mantinePreset from 'postcss-preset-mantine';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { NEVER_LOADED } from './vite.never-loaded.ts';

/** Where `vite dev` finds a running server. */
const server = process.env['CLAPPER_SERVER'] ?? 'http://127.0.0.1:3000';

/** Files under this size are not worth a second copy. */
const COMPRESS_FROM_BYTES = 1_024;

/** Writes `.br` and `.gz` beside each text asset, once at build time, so that the server never compresses. */
function precompress(): Plugin {
  return {
    name: 'clapper-precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(js|css|svg|json|webmanifest)$/.test(fileName)) continue;
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (source.byteLength < COMPRESS_FROM_BYTES) continue;
          const brotli = brotliCompressSync(source, {
            params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
          });
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli });
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.gz`,
            source: gzipSync(source, { level: 9 }),
          });
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app/offline',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Clapper',
        short_name: 'Clapper',
        description: 'Plan, board and review a film together, online and offline.',
        start_url: '/',
        display: 'standalone',
        background_color: '#f4f4f2',
        theme_color: '#f4f4f2',
        icons: [
          { src: '/icons/clapper-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/clapper-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: '/icons/clapper-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
          { src: '/icons/clapper.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      injectManifest: {
        // The letters come as they are needed; the sheet of components is for whoever builds screens.
        globPatterns: ['**/*.{js,css,html,svg}', 'icons/*.png'],
        globIgnores: ['**/sheet-*', '**/*.woff2'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
    }),
    precompress(),
  ],
  css: { postcss: { plugins: [mantinePreset()] } },
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
  server: {
    // The host stays ours: the server compares it with the page's origin.
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/ca.crt': { target: server, changeOrigin: false },
      '/calendar': { target: server, changeOrigin: false },
      '/sync': { target: server, changeOrigin: false, ws: true },
    },
  },
  build: {
    target: 'es2022',
    // Every letter slice stays a file of its own: inlined ones would all be loaded.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      external: NEVER_LOADED,
      output: {
        // Small things that several pages share come in few files: one by one their headers weigh more than they do.
        codeSplitting: {
          groups: [
            // Whatever every page begins with comes in one file, where it was forty: all of it is needed, always.
            { name: 'frame', tags: ['$initial'], priority: 1 },
            { name: 'icons', test: /@tabler[\\/]icons-react/, minShareCount: 1 },
            {
              name: 'common',
              test: /client[\\/]src[\\/](ui|features[\\/]presence)[\\/]/,
              minShareCount: 4,
            },
            { name: 'queries', test: /@tanstack[\\/](react-query|query-core)/, minShareCount: 2 },
            // What most pages ask of the documents: schemas, rules and reads. Writes of one kind come with its page.
            {
              name: 'documents',
              test: /packages[\\/]documents[\\/]src[\\/]/,
              minShareCount: 8,
              includeDependenciesRecursively: false,
            },
            // What every page has once somebody is signed in, and nobody before. Dialogs, which come later, are not shared.
            {
              name: 'inside',
              test: /client[\\/]src[\\/](features[\\/](sync-status|history)|features[\\/]threads[\\/](talk-session|thread-marks|UnreadCountsLazy)|app[\\/](asked|at-rest|DocumentPage|keyboard|page-commands|permalink|project-context|top-bar-slot|undo-manager|undo-origins|use-online|use-progress))\b/,
              minShareCount: 2,
              maxModuleSize: 8_000,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
});
