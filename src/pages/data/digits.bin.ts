/** A thousand of MNIST's digits, for the figure that trains a network in the reader's browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { digitFile } from '../../lib/data/digit-file.ts';
import { MNIST_FILES, readMnist } from '../../lib/data/mnist.ts';

const PER_CLASS = 100;

export const GET: APIRoute = () => {
  const files = Object.fromEntries(
    MNIST_FILES.map((name) => [
      name,
      new Uint8Array(readFileSync(path.resolve('node_modules', name.replace('npm:', '')))),
    ]),
  );
  return new Response(digitFile(readMnist(files), PER_CLASS), {
    headers: { 'content-type': 'application/octet-stream' },
  });
};
