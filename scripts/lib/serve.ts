/**
 * A static server for the built site: the site's own headers (`_headers`), gzip
 * kept in memory, `404.html` with status 404, everything under the base path.
 * Used by `npm start`, `npm run preview` and the site tests.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import sirv from 'sirv';
import { type HeaderRule, headersFor, parseHeaders } from './headers.ts';

export interface ServeOptions {
  /** The built folder. */
  readonly dir: string;
  /** Path prefix of the site, `/` unless told. */
  readonly base?: string;
  /** First port to try; the next free one above it is taken. 0 lets the system choose. */
  readonly port?: number;
  readonly host?: string;
}

export interface Served {
  /** `http://localhost:4321/`, base included. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What is worth compressing: text, and the raw pixels of `digits.bin`, which are mostly 0.
 * Fonts and pictures are compressed already.
 */
const COMPRESSIBLE =
  /^(text\/|application\/(json|javascript|xml|[\w.-]+\+xml|x-bibtex|manifest\+json|octet-stream)|image\/svg)/;

/**
 * Serves until closed.
 *
 * @throws {Error} when the folder does not exist or no port within 50 of the first is free.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { dir, port = 0, host = '127.0.0.1' } = options;
  const base = withSlashes(options.base ?? '/');
  const rules = parseHeaders(readFileSync(path.join(dir, '_headers'), 'utf8'));
  // `dev` makes sirv look at the disk for each request, so a new build is seen at once.
  const files = sirv(dir, { dev: true, etag: true, setHeaders: setHeaders(rules) });
  const notFound = notFoundPage(dir, rules);
  const gzip = compressor();

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith(base)) {
      if (`${url.pathname}/` === base) {
        response.writeHead(308, { Location: base }).end();
        return;
      }
      notFound(request, response);
      return;
    }
    // Hosts keep the rules to themselves.
    const inside = `/${url.pathname.slice(base.length)}`;
    if (inside === '/_headers') {
      notFound(request, response);
      return;
    }
    if (needsSlash(dir, inside)) {
      response.writeHead(308, { Location: `${url.pathname}/${url.search}` }).end();
      return;
    }
    request.url = inside + url.search;
    if (gzip(dir, inside, rules, request, response)) return;
    files(request, response, () => notFound(request, response));
  });
  const taken = await listen(server, host, port);
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${taken}${base}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** `notes` → `/notes/`, `` → `/`. */
export function withSlashes(base: string): string {
  const inner = base.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}

function setHeaders(rules: readonly HeaderRule[]) {
  return (response: ServerResponse, pathname: string): void => {
    for (const [name, value] of headersFor(rules, pathname)) response.setHeader(name, value);
    // Pages and data may change with the next build: ask again each time.
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-cache');
  };
}

function notFoundPage(dir: string, rules: readonly HeaderRule[]) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of headersFor(rules, '/404.html')) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.statusCode = 404;
    const page = path.join(dir, '404.html');
    if (isFile(page)) createReadStream(page).pipe(response);
    else response.end('Not found');
  };
}

/**
 * Sends a file worth it gzipped when the client takes it; false leaves the request
 * to the plain server. Each file is compressed once and kept while its time and
 * size stay as they were.
 */
function compressor() {
  const kept = new Map<string, { stamp: string; body: Buffer }>();
  return (
    dir: string,
    pathname: string,
    rules: readonly HeaderRule[],
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean => {
    if (request.method !== 'GET' || request.headers.range !== undefined) return false;
    if (!/\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '')) return false;
    let name: string;
    try {
      name = decodeURIComponent(pathname);
    } catch {
      return false;
    }
    if (name.endsWith('/')) name += 'index.html';
    const file = path.join(dir, name);
    if (!file.startsWith(path.resolve(dir) + path.sep) || !isFile(file)) return false;
    const headers = headersFor(rules, pathname);
    const type = headers.get('content-type') ?? TYPES[path.extname(file)];
    if (type === undefined || !COMPRESSIBLE.test(type)) return false;

    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs}-${size}`;
    let entry = kept.get(file);
    if (entry?.stamp !== stamp) {
      entry = { stamp, body: gzipSync(readFileSync(file), { level: 9 }) };
      kept.set(file, entry);
    }
    setHeaders(rules)(response, pathname);
    response.setHeader('content-type', type);
    response.setHeader('vary', 'Accept-Encoding');
    const etag = `W/"${stamp}-gz"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return true;
    }
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': entry.body.length });
    response.end(entry.body);
    return true;
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.bib': 'application/x-bibtex; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.bin': 'application/octet-stream',
};

/** A folder asked for without its slash is sent on, as static hosts do: relative links need it. */
function needsSlash(dir: string, pathname: string): boolean {
  if (pathname.endsWith('/')) return false;
  const file = path.join(dir, pathname);
  return file.startsWith(path.resolve(dir) + path.sep) && isFile(path.join(file, 'index.html'));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Listens on the first free port from `first` on; returns it. */
async function listen(server: Server, host: string, first: number): Promise<number> {
  const last = first === 0 ? 0 : first + 50;
  for (let port = first; port <= last; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      if (address === null || typeof address === 'string')
        throw new Error('The server has no port.');
      return address.port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No free port from ${first} to ${last}.`);
}
