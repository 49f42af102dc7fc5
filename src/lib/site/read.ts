import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Root } from 'mdast';
import type { z } from 'zod';
import type { Errors } from './errors.ts';
import { readFrontmatter, validate } from './frontmatter.ts';
import type { Frontmatter } from './frontmatter.ts';
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
  line: Frontmatter['line'];
  tree: Root;
  outline: Outline;
  /** Whether the body's syntax could be read; an unread one is empty. */
  parsed: boolean;
}

export interface Found<Data> {
  /** Those whose frontmatter fits its schema. */
  drafts: Draft<Data>[];
  /** Ids of all files of the kind, sound or not, so that links to a broken page are not reported too. */
  ids: string[];
}

/** Reads the pages of one kind. A folder that is absent is empty. */
export async function readPages<Data>(
  root: string,
  kind: PageKind,
  schema: z.ZodType<Data>,
  base: string,
  errors: Errors,
): Promise<Found<Data>> {
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
  const drafts = await Promise.all(
    files.map(async ({ id, file }) => readDraft(root, kind, id, file, schema, base, errors)),
  );
  return {
    drafts: drafts.filter((draft) => draft !== null),
    ids: files.map(({ id }) => id),
  };
}

async function readDraft<Data>(
  root: string,
  kind: PageKind,
  id: string,
  file: string,
  schema: z.ZodType<Data>,
  base: string,
  errors: Errors,
): Promise<Draft<Data> | null> {
  const source = await readFile(join(root, file), 'utf8');
  const node = `${kind}:${id}`;
  const frontmatter = readFrontmatter(source, file, errors);
  const data = validate(schema, frontmatter, file, errors);
  const tree = parseBody(source, file, errors);
  const empty: Root = { type: 'root', children: [] };
  const found = outline(tree ?? empty, node, source);
  for (const { line, message, hint } of found.problems) errors.add({ file, line }, message, hint);
  if (data === null) return null;
  return {
    kind,
    id,
    node,
    url: pageHref(node, base),
    file,
    source,
    body: frontmatter.body,
    data,
    line: frontmatter.line,
    tree: tree ?? empty,
    outline: found,
    parsed: tree !== null,
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
    const line = 'line' in thrown && typeof thrown.line === 'number' ? thrown.line : null;
    const reason = String(thrown.reason);
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
