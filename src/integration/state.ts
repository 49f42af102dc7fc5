/**
 * The site as last read, shared between the integration (which reads it), the
 * content loader and the pages. They live in separate module graphs of one
 * process, so the place they share is the global object.
 */
import type { Site } from '../lib/site/types.ts';

const key = Symbol.for('margin-notes.site');
type Shared = typeof globalThis & { [key]?: Site };

export function setSite(site: Site): void {
  (globalThis as Shared)[key] = site;
}

/** Throws when the integration has not run: nothing else may read the content files. */
export function sharedSite(): Site {
  const site = (globalThis as Shared)[key];
  if (!site) throw new Error('The site has not been read: is the integration in astro.config.ts?');
  return site;
}
