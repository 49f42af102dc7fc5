import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve, withSlashes } from '../../scripts/lib/serve.ts';

let dir: string;
let served: Served;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'serve-'));
  mkdirSync(path.join(dir, 'papers'));
  writeFileSync(
    path.join(dir, '_headers'),
    '/*\n  X-Test: yes\n/a.txt\n  Cache-Control: max-age=9\n',
  );
  writeFileSync(path.join(dir, 'index.html'), '<h1>Home</h1>');
  writeFileSync(path.join(dir, '404.html'), '<h1>Nothing here</h1>');
  writeFileSync(path.join(dir, 'papers/index.html'), '<h1>Papers</h1>');
  writeFileSync(path.join(dir, 'a.txt'), 'a'.repeat(500));
  writeFileSync(path.join(dir, 'raw.bin'), new Uint8Array(500));
  writeFileSync(path.join(dir, 'font.woff2'), new Uint8Array(500));
  served = await serve({ dir, base: '/notes' });
});

afterAll(async () => {
  await served.close();
  rmSync(dir, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Buffer;
}

/** A plain request: nothing is decoded or followed. */
function ask(where: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: served.port, path: where, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    }).on('error', reject);
  });
}

describe('serve', () => {
  test('serves under the base path with the headers of the file', async () => {
    const { status, headers, body } = await ask('/notes/');
    expect([status, body.toString()]).toEqual([200, '<h1>Home</h1>']);
    expect(headers).toMatchObject({ 'x-test': 'yes', 'cache-control': 'no-cache' });
    expect((await ask('/notes/a.txt')).headers['cache-control']).toBe('max-age=9');
  });

  test('answers what is not there, inside or outside the base, with the page and 404', async () => {
    for (const where of [
      '/notes/none/',
      '/notes/none.txt',
      '/',
      '/notes/../serve.ts',
      '/notes/%2e%2e/x',
    ]) {
      const { status, headers, body } = await ask(where);
      expect([where, status, body.toString()]).toEqual([where, 404, '<h1>Nothing here</h1>']);
      expect(headers['x-test']).toBe('yes');
    }
  });

  test('keeps the rules file to itself', async () => {
    expect((await ask('/notes/_headers')).status).toBe(404);
  });

  test('sends folders without a slash on to the address with one', async () => {
    const { status, headers } = await ask('/notes/papers?x=1');
    expect([status, headers['location']]).toEqual([308, '/notes/papers/?x=1']);
    expect((await ask('/notes')).headers['location']).toBe('/notes/');
  });

  test('compresses text for those who take it, and again when the file changes', async () => {
    const take = { 'accept-encoding': 'gzip' };
    const first = await ask('/notes/a.txt', take);
    expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(first.body.length).toBeLessThan(100);
    expect(gunzipSync(first.body).toString()).toBe('a'.repeat(500));
    const etag = String(first.headers['etag']);
    expect((await ask('/notes/a.txt', { ...take, 'if-none-match': etag })).status).toBe(304);
    writeFileSync(path.join(dir, 'a.txt'), 'b'.repeat(600));
    expect(gunzipSync((await ask('/notes/a.txt', take)).body).toString()).toBe('b'.repeat(600));
    expect((await ask('/notes/a.txt')).headers['content-encoding']).toBeUndefined();
  });

  test('compresses raw data, and leaves what is compressed already as it is', async () => {
    const take = { 'accept-encoding': 'gzip' };
    const raw = await ask('/notes/raw.bin', take);
    expect(raw.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-encoding': 'gzip',
    });
    expect(raw.body.length).toBeLessThan(100);
    expect(gunzipSync(raw.body).equals(Buffer.alloc(500))).toBe(true);
    expect((await ask('/notes/raw.bin')).body.equals(Buffer.alloc(500))).toBe(true);
    const font = await ask('/notes/font.woff2', take);
    expect(font.headers['content-encoding']).toBeUndefined();
    expect(font.body.length).toBe(500);
  });

  test('takes the next port when the first is taken', async () => {
    const second = await serve({ dir, port: served.port });
    expect(second.port).toBeGreaterThan(served.port);
    await second.close();
  });
});

test.each([
  ['', '/'],
  ['/', '/'],
  ['notes', '/notes/'],
  ['/a/b', '/a/b/'],
])('withSlashes(%j) is %j', (given, wanted) => {
  expect(withSlashes(given)).toBe(wanted);
});
