import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What every start asks first; see `state/session.ts`. */
const firstQuestions = ['/api/me', '/api/layers', '/tiles/basemap.json'];

/**
 * Lets the browser fetch the map's chunk beside the entry instead of after it: the entry imports the map dynamically so that
 * the sign-in page does not wait for it, and Vite preloads only static imports. The first questions to the server go out with
 * it, before any script has run.
 */
function preloadMap(): Plugin {
  return {
    name: 'preload-map',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const files = Object.values(bundle ?? {});
        const chunks = files.filter((file) => file.type === 'chunk');
        const map = chunks.find((chunk) => chunk.name === 'map-view');
        const hrefs = new Set(map ? [map.fileName, ...map.imports] : []);
        const links = [
          ...[...hrefs].map((file) => ({ rel: 'modulepreload', href: `/${file}` })),
          ...firstQuestions.map((path) => ({ rel: 'preload', as: 'fetch', href: path })),
        ];
        return links.map((attrs) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

/** Names every file of the page to the service worker, which keeps them for work without a network. */
function listFiles(): Plugin {
  return {
    name: 'list-files',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter(
        (name) => /^assets\/(?!restricted-)/.test(name) && !name.endsWith('.map'),
      );
      const source = JSON.stringify([...files, 'favicon.svg', 'manifest.webmanifest'].map((name) => `/${name}`));
      this.emitFile({ type: 'asset', fileName: 'offline-files.json', source });
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadMap(), listFiles()],
  // MapLibre's worker is an ES module; the default 'iife' build of it never answers.
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The content security policy allows fonts from our own origin only, not from data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: 'index.html', 'service-worker': 'src/offline/service-worker.ts' },
      output: {
        // A service worker's place is its reach, and its name is how a browser finds the next version.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/tiles': 'http://127.0.0.1:8080', '/ogc': 'http://127.0.0.1:8080' },
  },
});
