/** Compiles MDX as Astro does and shows what comes out as plain markup. */
import { unified } from '@astrojs/markdown-remark';
import { rehypePlugins, remarkPlugins } from '../../../../src/lib/site/markdown/index.ts';

/** A runtime that writes elements and components as text, KaTeX's output as `⟦tex⟧`. */
const RUNTIME = `
export const formulas = [];
const flat = (children) => Array.isArray(children) ? children.map(flat).join('') : String(children ?? '');
const Fragment = 'Fragment';
function jsx(type, { children, ...props }) {
  const html = props['set:html'];
  delete props['set:html'];
  const tex = /annotation encoding="application.x-tex">([^<]*)</.exec(html ?? '')?.[1];
  if (tex !== undefined) formulas.push(html);
  const inner = tex !== undefined ? '⟦' + tex + '⟧' : html !== undefined ? html : flat(children);
  const name = type.label ?? type;
  if (name === 'Fragment') return inner;
  const written = Object.entries(props).map(([key, value]) =>
    value === '' ? ' ' + key : typeof value === 'string' ? ' ' + key + '="' + value + '"' : ' ' + key + '={' + value + '}');
  return '<' + name + written.join('') + '>' + inner + '</' + name + '>';
}
const jsxs = jsx;
`;

const COMPONENTS = [
  'Claim',
  'Exercise',
  'Figure',
  'Fragment',
  'MarginNote',
  'Ref',
  'Results',
  'SidenoteBody',
  'SidenoteRef',
  'Solution',
  'Value',
].map((label) => [label, Object.assign(() => null, { label })] as const);

const processor = unified({ remarkPlugins, rehypePlugins, smartypants: false });

export interface Compiled {
  /** What is rendered, formulas as `⟦tex⟧`. */
  html: string;
  /** KaTeX's output as it was placed, in order of rendering. */
  formulas: string[];
  /** Headings as Astro collects them. */
  headings: { depth: number; slug: string; text: string }[];
}

/** Compiles a body as that of the file at `path`; `optimize` as in Astro's configuration. */
export async function compile(source: string, path: string, optimize = true): Promise<Compiled> {
  const renderer = await processor.createMdxRenderer?.(
    { syntaxHighlight: false },
    { optimize, srcDir: new URL('file:///site/src/') },
  );
  if (!renderer) throw new Error('The processor renders no MDX.');
  const { code } = await renderer.process(source, path, {});
  const program = code.replace(
    /^import \{(.*)\} from "astro\/jsx-runtime";/m,
    (_, names: string) =>
      `${RUNTIME}const {${names.replaceAll(' as ', ': ')}} = {Fragment, jsx, jsxs};`,
  );
  const module = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(program)}`
  )) as {
    default(props: { components: Record<string, unknown> }): unknown;
    getHeadings(): Compiled['headings'];
    formulas: string[];
  };
  const html = String(module.default({ components: Object.fromEntries(COMPONENTS) }));
  return { html, formulas: module.formulas, headings: module.getHeadings() };
}
