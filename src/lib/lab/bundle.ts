/**
 * TypeScript modules as self-contained JavaScript: everything a module imports
 * is inside, packages too, so that a hash of the code covers all it computes
 * with. Bundles are kept by content in `.cache/lab`, which makes an edited file
 * a new module even in a process that has loaded the old one.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { build } from 'esbuild';
import type { BuildFailure, BuildResult, Message, Plugin } from 'esbuild';
import type { ContentError } from '../site/types.ts';
import { problem } from './errors.ts';

/** Folder of everything the engine may recompute, from the project's root. */
export const CACHE = '.cache/lab';

export interface Bundle {
  /** Path of the source file from the project's root, with `/`. */
  file: string;
  /** SHA-256 of the code, in hex. Blind to comments, spacing and the place of the project on the disk. */
  hash: string;
  /** Absolute path of the bundled module. */
  path: string;
  /** The same as an address that `import()` takes. */
  url: string;
  /** Source files inside, from the project's root; those of packages left out. */
  inputs: string[];
}

export interface Bundled {
  bundles: Bundle[];
  errors: ContentError[];
}

/**
 * Bundles `files` (paths from `root`), all in one call. A file that does not
 * bundle is reported and does not keep the others from being bundled.
 */
export async function bundle(
  root: string,
  files: readonly string[],
  plugins: Plugin[] = [],
): Promise<Bundled> {
  if (files.length === 0) return { bundles: [], errors: [] };
  try {
    return { bundles: store(root, await run(root, files, plugins)), errors: [] };
  } catch (failure) {
    if (!isBuildFailure(failure)) throw failure;
    if (files.length === 1)
      return { bundles: [], errors: failure.errors.map((m) => report(files[0] ?? '', m)) };
  }
  const parts: Bundled[] = [];
  for (const file of files) parts.push(await bundle(root, [file], plugins));
  return {
    bundles: parts.flatMap((p) => p.bundles),
    errors: unique(parts.flatMap((p) => p.errors)),
  };
}

type Output = BuildResult<{ write: false; metafile: true }>;

function run(root: string, files: readonly string[], plugins: Plugin[]): Promise<Output> {
  return build({
    absWorkingDir: root,
    entryPoints: files.map((file) => resolve(root, file)),
    outdir: join(root, CACHE, 'bundle'),
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: false,
    platform: 'node',
    format: 'esm',
    target: 'esnext',
    write: false,
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    // Spacing only: folded constants or shortened names could change what is computed.
    minifyWhitespace: true,
    // Given here, so that no tsconfig.json up the tree changes the code.
    tsconfigRaw: {
      compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true },
    },
    logLevel: 'silent',
    plugins,
  });
}

/** Writes each output under its hash, where it is not there already. */
function store(root: string, result: Output): Bundle[] {
  const folder = join(root, CACHE);
  mkdirSync(folder, { recursive: true });
  const contents = new Map(result.outputFiles.map((output) => [output.path, output.contents]));
  const bundles: Bundle[] = [];
  for (const [name, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint === undefined) continue;
    const outputPath = resolve(root, name);
    const code = Buffer.from(contents.get(outputPath) ?? []);
    const map = Buffer.from(contents.get(`${outputPath}.map`) ?? []);
    const hash = sha256(withoutPlace(code.toString('utf8')));
    const path = join(folder, `${hash}.mjs`);
    writeIfNew(path, code);
    // Beside the code, not in it: lines move when a comment is added, the code does not.
    writeIfNew(`${path}.map`, fromFolder(map.toString('utf8'), dirname(outputPath), folder));
    bundles.push({
      file: output.entryPoint,
      hash,
      path,
      url: pathToFileURL(path).href,
      inputs: Object.keys(output.inputs).filter((input) => !input.includes('node_modules/')),
    });
  }
  prune(folder, new Set(bundles.map(({ path }) => path)));
  return bundles;
}

/** Bundles kept: every edit of a shared module leaves one for each experiment that imports it. */
const KEPT = 400;

/** Removes the oldest bundles of a folder that has too many, those in use apart. */
function prune(folder: string, inUse: ReadonlySet<string>): void {
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(folder, name));
  if (paths.length <= KEPT) return;
  const age = new Map(paths.map((path) => [path, statSync(path).mtimeMs]));
  const oldest = paths.toSorted((a, b) => (age.get(a) ?? 0) - (age.get(b) ?? 0));
  for (const path of oldest.slice(0, paths.length - KEPT / 2)) {
    if (inUse.has(path)) continue;
    rmSync(path, { force: true });
    rmSync(`${path}.map`, { force: true });
  }
}

/**
 * Code without the way from the project to its packages. esbuild names wrapped
 * CommonJS modules by path, and that path is another one where `node_modules`
 * is a link or stands higher up.
 */
function withoutPlace(code: string): string {
  return code.replaceAll(/(__commonJS\(\{")[^"]*?(?=node_modules\/)/g, '$1');
}

/** A source map whose sources are relative to `to` instead of `from`. */
function fromFolder(map: string, from: string, to: string): string {
  const parsed = JSON.parse(map) as { sources: string[] };
  parsed.sources = parsed.sources.map((source) =>
    relative(to, resolve(from, source)).split(sep).join('/'),
  );
  return JSON.stringify(parsed);
}

function writeIfNew(path: string, content: string | Buffer): void {
  const bytes = Buffer.from(content);
  try {
    if (readFileSync(path).equals(bytes)) return;
  } catch {
    // Not there yet.
  }
  writeWhole(path, bytes);
}

/** Writes a file so that no reader, in this process or another, ever sees half of it. */
export function writeWhole(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}-${threadId}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** SHA-256 in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function isBuildFailure(failure: unknown): failure is BuildFailure {
  return failure instanceof Error && 'errors' in failure && Array.isArray(failure.errors);
}

function report(entry: string, message: Message): ContentError {
  const { location } = message;
  return problem({
    file: location?.file ?? entry,
    line: location?.line ?? null,
    message: message.text,
    hint:
      location === null
        ? 'Mend the module or what it imports.'
        : `The line reads: ${location.lineText.trim()}`,
  });
}

/** Without the repetitions that one broken module causes in all that import it. */
function unique(errors: readonly ContentError[]): ContentError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
