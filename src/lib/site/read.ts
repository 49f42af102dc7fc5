import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Root } from 'mdast';
import type { z } from 'zod';
import type { Errors } from './errors.ts';
import { readFrontmatter, validate } from './frontmatter.ts';
import type { Frontmatter, Validated } from './frontmatter.ts';
import { pageHref } from './href.ts';
import { normalise } from './markdown/normalise.ts';
import { outline } from './markdown/outline.ts';
import type { Outline } from './markdown/outline.ts';
import { parseMdx } from './markdown/parse.ts';
import { folders } from './nodes.ts';
import type { PageKind } from './nodes.ts';
import { SLUG } from './schemas.ts';
import type { NodeId } from './types.ts';

/** A content file, read and parsed; nothing of it is looked up elsewhere yet. */
export interface Draft<Data> {
  kind: PageKind;
  /** `sphereface`, `sphereface/psi-is-monotone`. */
  id: string;
  node: NodeId;
  url: string;
  /** Path from the project's root, with slashes. */
  file: string;
  /** The whole file. */
  source: string;
  body: string;
  data: Data;
  /** Whether the frontmatter fits its schema and the body could be parsed; what does not is left out or empty. */
  sound: boolean;
  line: Frontmatter['line'];
  tree: Root;
  outline: Outline;
}

/**
 * Reads the pages of one kind, in order of their ids: all of them, sound or not,
 * so that links to a broken page are not reported, and what is wrong beside its
 * first fault is. A folder that is absent is empty.
 */
export async function readPages<Data>(
  root: string,
  kind: PageKind,
  { schema, fallback }: { schema: z.ZodObject<z.ZodRawShape> & z.ZodType<Data>; fallback: Data },
  base: string,
  errors: Errors,
): Promise<Draft<Data>[]> {
  const folder = `src/content/${folders[kind]}`;
  const depth = kind === 'claim' ? 2 : 1;
  const files: { id: string; file: string }[] = [];
  for (const path of await listFiles(join(root, folder))) {
    const file = `${folder}/${path}`;
    const id = path.replace(/\.mdx$/, '');
    const parts = id.split('/');
    if (/(^|\/)\./.test(path)) continue;
    if (!path.endsWith('.mdx')) {
      errors.add(
        { file },
        'This is no .mdx file, and nothing reads it.',
        'Rename it to .mdx, or move it out of src/content.',
      );
    } else if (parts.length !== depth) {
      errors.add(
        { file },
        'The file stands in the wrong folder.',
        kind === 'claim'
          ? 'Claims stand in a folder of their note: src/content/claims/note/claim.mdx.'
          : `Move it to ${folder}/.`,
      );
    } else if (!parts.every((part) => SLUG.test(part))) {
      errors.add(
        { file },
        `The name "${id}" is no address.`,
        'Use lower-case letters a–z, digits and hyphens.',
      );
    } else files.push({ id, file });
  }
  return Promise.all(
    files.map(async ({ id, file }) => {
      const source = await readFile(join(root, file), 'utf8');
      const frontmatter = readFrontmatter(source, file, errors);
      const data = validate(schema, fallback, frontmatter, file, errors);
      return makeDraft(kind, id, file, source, frontmatter, data, base, errors);
    }),
  );
}

function makeDraft<Data>(
  kind: PageKind,
  id: string,
  file: string,
  source: string,
  frontmatter: Frontmatter,
  { data, sound }: Validated<Data>,
  base: string,
  errors: Errors,
): Draft<Data> {
  const node = `${kind}:${id}`;
  const parsed = parseBody(source, file, errors);
  const tree: Root = parsed ?? { type: 'root', children: [] };
  const found = outline(tree, node, source);
  for (const { line, message, hint } of found.problems) errors.add({ file, line }, message, hint);
  return {
    kind,
    id,
    node,
    url: pageHref(node, base),
    file,
    source,
    body: frontmatter.body,
    data,
    sound: sound && parsed !== null,
    line: frontmatter.line,
    tree,
    outline: found,
  };
}

function parseBody(source: string, file: string, errors: Errors): Root | null {
  try {
    const tree = parseMdx(source);
    normalise(tree, source);
    return tree;
  } catch (thrown) {
    // micromark throws a VFileMessage: an Error with reason and line.
    if (!(thrown instanceof Error) || !('reason' in thrown)) throw thrown;
    const reason = String(thrown.reason);
    // A message about the end of the file names the place that is meant in its text alone.
    const line =
      'line' in thrown && typeof thrown.line === 'number'
        ? thrown.line
        : Number(/\((\d+):\d+/.exec(reason)?.[1] ?? Number.NaN) || null;
    errors.add(
      { file, line },
      `MDX: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`,
      mdxHint(reason),
    );
    return null;
  }
}

function mdxHint(reason: string): string {
  if (/closing tag|close|end of file|before the end/i.test(reason)) {
    return 'Each <Name> needs its </Name> in the same block, or ends with "/>".';
  }
  if (/acorn|expression/i.test(reason)) return 'A brace begins an expression in MDX: write "\\{".';
  return 'A "<" begins a component in MDX: write "\\<" for the sign.';
}

/** Paths below a folder, with slashes, in order. */
async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
