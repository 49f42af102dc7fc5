/**
 * Joins the engine to Astro: reads the site once, refuses to build on errors,
 * hands it to the pages as `virtual:margin-notes/site`, subsets the fonts to its
 * glyphs, and reads it again when a file it depends on changes in development.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import sirv from 'sirv';
import type { Plugin, ViteDevServer } from 'vite';
import { subsetFonts } from '../lib/fonts/subset.ts';
import { formatErrors } from '../lib/site/errors.ts';
import { loadSite } from '../lib/site/load.ts';
import { setSite, sharedSite } from './state.ts';

const MODULE = 'virtual:margin-notes/site';
const RESOLVED = '\0' + MODULE;
/** Folders whose files decide what the pages show. */
const WATCHED = ['src/content', 'src/lib', 'src/components/figures', 'results'];

export default function marginNotes(): AstroIntegration {
  let root = '';
  let base = '/';

  /** Reads the site and prints all its errors; tells whether there were none. */
  async function read(logger: AstroIntegrationLogger): Promise<boolean> {
    const { site, errors } = await loadSite(root, { base, log: (line) => logger.info(line) });
    if (errors.length > 0) logger.error(`\n${formatErrors(errors)}`);
    setSite(site);
    return errors.length === 0;
  }

  return {
    name: 'margin-notes',
    hooks: {
      'astro:config:setup': async ({ config, command, updateConfig, logger, addWatchFile }) => {
        root = fileURLToPath(config.root);
        base = config.base;
        // In development what could be read is shown, so that an author sees the page grow.
        if (!(await read(logger)) && command !== 'dev') {
          throw new Error('The content has errors; they are listed above. Nothing was built.');
        }
        await writeStyles(root);
        if (command === 'dev') addWatchFile(path.join(root, 'src/integration/margin-notes.ts'));
        updateConfig({ vite: { plugins: [siteModule()] } });
      },
      'astro:server:setup': ({ server, refreshContent, logger }) => {
        // Search works on the index of the last build; without one it says so.
        server.middlewares.use(
          `${base.replace(/\/$/, '')}/pagefind`,
          sirv(path.join(root, 'dist/pagefind'), { dev: true, etag: true }),
        );
        watch(server, root, async () => {
          await read(logger);
          const module = server.moduleGraph.getModuleById(RESOLVED);
          if (module) server.moduleGraph.invalidateModule(module);
          await refreshContent?.({});
          server.ws.send({ type: 'full-reload' });
        });
      },
    },
  };
}

function siteModule(): Plugin {
  return {
    name: 'margin-notes:site',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(sharedSite())};` : undefined),
  };
}

/** Writes the font faces, subset to what the site shows, and KaTeX's rules without its own faces. */
async function writeStyles(root: string): Promise<void> {
  const folder = path.join(root, '.cache/fonts');
  await mkdir(folder, { recursive: true });
  await subsetFonts(sharedSite().glyphs, folder);
  const source = createRequire(import.meta.url).resolve('katex/dist/katex.css');
  const css = await readFile(source, 'utf8');
  await writeFile(path.join(folder, 'katex.css'), css.replace(/@font-face\s*\{[^}]*\}/g, ''));
}

/** Runs `changed` once, a moment after the last of a burst of changes. */
function watch(server: ViteDevServer, root: string, changed: () => Promise<void>): void {
  const folders = WATCHED.map((folder) => path.join(root, folder));
  server.watcher.add(folders);
  let timer: NodeJS.Timeout | undefined;
  const note = (file: string): void => {
    if (!folders.some((folder) => file.startsWith(folder + path.sep))) return;
    clearTimeout(timer);
    timer = setTimeout(() => void changed(), 120);
  };
  server.watcher.on('add', note).on('change', note).on('unlink', note);
}
