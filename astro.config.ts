import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import marginNotes from './src/integration/margin-notes.ts';
import { remarkPlugins, rehypePlugins } from './src/lib/site/markdown/index.ts';

/** Where the site is published; feeds, canonical addresses and the sitemap need it whole. */
const site = process.env['SITE'] ?? 'https://margin-notes.example';
/** Path prefix of every address. */
const base = process.env['BASE'] ?? '/';

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  // Stylesheets stay files: the content security policy allows no inline style element.
  build: { inlineStylesheets: 'never', format: 'directory' },
  devToolbar: { enabled: false },
  markdown: {
    syntaxHighlight: 'prism',
    processor: unified({ remarkPlugins, rehypePlugins, smartypants: false }),
  },
  integrations: [
    marginNotes(),
    mdx(),
    preact(),
    sitemap({ filter: (page) => !page.endsWith('/404/') }),
  ],
  vite: {
    // Nothing is inlined as data: or as a script: `font-src 'self'` and `script-src 'self'` would block it.
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Astro marks MDX modules with a directive of its own that the bundler does not know and need not.
        onLog: (level, log, handle) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  },
});
