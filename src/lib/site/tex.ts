import katex from 'katex';

/** A formula that KaTeX refuses; `hint` quotes the formula with the place marked. */
export class TexError extends Error {
  override readonly name = 'TexError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

export interface Formula {
  /** HTML and MathML, as KaTeX writes them. */
  html: string;
  /** How it reads in plain text: `ψ(θ) ≤ 1 − 2k`. */
  text: string;
}

const cache = new Map<string, Formula | TexError>();

/** Formulas kept before the cache is emptied; a warm dev server must not grow for ever. */
const CACHE_LIMIT = 20_000;

/**
 * Renders one formula, strictly: what LaTeX would refuse is refused here too.
 * `\label{…}` is dropped (numbers are given by the page). Each formula is
 * rendered once in a run. Throws `TexError`.
 */
export function renderTex(tex: string, display = false): Formula {
  const key = (display ? 'd' : 'i') + tex;
  const known = cache.get(key);
  if (known instanceof TexError) throw known;
  if (known) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  try {
    const html = katex.renderToString(stripLabel(tex), {
      displayMode: display,
      throwOnError: true,
      strict: 'error',
      trust: false,
      output: 'htmlAndMathml',
    });
    const formula = { html, text: mathmlText(html) };
    cache.set(key, formula);
    return formula;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const position = 'position' in error && typeof error.position === 'number' ? error.position : -1;
    const wrong = new TexError(`TeX: ${sentence(error.message)}`, excerpt(stripLabel(tex), position));
    cache.set(key, wrong);
    throw wrong;
  }
}

const LABEL = /\\label\s*\{([^{}]*)\}\s*/g;

function stripLabel(tex: string): string {
  return tex.replace(LABEL, '').trim();
}

/** The labels a display formula asks for, in order. */
export function labelsOf(tex: string): string[] {
  return [...tex.matchAll(LABEL)].map((match) => (match[1] ?? '').trim());
}

/** The formula without its labels. */
export function withoutLabels(tex: string): string {
  return stripLabel(tex);
}

/** KaTeX's message without its prefix and without the excerpt, which the hint carries. */
function sentence(message: string): string {
  const text = message
    .replace(/^KaTeX parse error: /, '')
    .replace(/ at position \d+: [^]*$/, '')
    .replace(/ at end of input: [^]*$/, ' at the end of the formula')
    .replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, '')
    .trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function excerpt(tex: string, position: number): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');
  if (position < 0 || position > tex.length) return `In “${oneLine(tex).slice(0, 100)}”.`;
  const before = oneLine(tex.slice(Math.max(0, position - 40), position));
  const after = oneLine(tex.slice(position, position + 40));
  const head = position > 40 ? '…' : '';
  const tail = position + 40 < tex.length ? '…' : '';
  return `Look here, at the mark ▸: “${head}${before}▸${after}${tail}”.`;
}

/* ---- Plain text from MathML ---------------------------------------------- */

interface Element {
  name: string;
  children: (Element | string)[];
}

/**
 * Reads the MathML part of KaTeX's output as text: fractions with a slash,
 * powers and indices raised and lowered where Unicode can, roots with their sign.
 */
function mathmlText(html: string): string {
  const start = html.indexOf('<semantics>');
  const end = html.indexOf('<annotation');
  if (start < 0 || end < 0) return '';
  const root = parseXml(html.slice(start + '<semantics>'.length, end));
  return tidy(textOf(root));
}

function parseXml(xml: string): Element {
  const root: Element = { name: 'mrow', children: [] };
  const stack = [root];
  for (const match of xml.matchAll(/<(\/?)([a-z]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const [, close, name, , selfClosing, text] = match;
    const top = stack.at(-1) ?? root;
    if (text !== undefined) top.children.push(unescape(text));
    else if (close === '/') stack.pop();
    else {
      const element: Element = { name: name ?? '', children: [] };
      top.children.push(element);
      if (selfClosing !== '/') stack.push(element);
    }
  }
  return root;
}

function unescape(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
}

const FUNCTION_APPLICATION = '\u2061';

function textOf(node: Element | string): string {
  if (typeof node === 'string') return node;
  const parts = () => node.children.map(textOf);
  const [a = '', b = '', c = ''] = ['mfrac', 'msup', 'msub', 'msubsup', 'munder', 'mover', 'munderover', 'mroot'].includes(
    node.name,
  )
    ? parts()
    : [];
  switch (node.name) {
    case 'mfrac':
      return `${group(a)}/${group(b)}`;
    case 'msup':
      return a + raise(b);
    case 'msub':
    case 'munder':
      return a + lower(b);
    case 'msubsup':
    case 'munderover':
      return a + lower(b) + raise(c);
    case 'mover':
      return a + b;
    case 'msqrt':
      return `√${group(parts().join(''))}`;
    case 'mroot':
      return `${raise(b)}√${group(a)}`;
    case 'mtr':
      return `${parts().join(' ')}; `;
    case 'mspace':
      return ' ';
    case 'mo': {
      const op = parts().join('');
      if (op === FUNCTION_APPLICATION) return '';
      return SPACED.has(op) ? ` ${op} ` : op === ',' || op === ';' ? `${op} ` : op;
    }
    default:
      return parts().join('');
  }
}

const SPACED = new Set([...'=<>≤≥≠≈≡∼∝∈∉⊂⊆→⇒⟹↦±×·⋅−+∣≪≫']);

function group(text: string): string {
  const inner = tidy(text);
  return /^[\p{L}\p{N}.∂∞∇]+$/u.test(inner) || /^[(‖|][^()]*[)‖|]$/.test(inner) ? inner : `(${inner})`;
}

const SUPER = new Map(zip('0123456789+−-()nikm', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱᵏᵐ'));
const SUB = new Map(zip('0123456789+−-()ijkmnprstxaeo', '₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ᵢⱼₖₘₙₚᵣₛₜₓₐₑₒ'));

function raise(text: string): string {
  const inner = tidy(text);
  if (/^[′″*∗⊤†]+$/.test(inner)) return inner;
  return script(inner, SUPER) ?? `^${group(inner)}`;
}

function lower(text: string): string {
  const inner = tidy(text);
  return script(inner, SUB) ?? `_${group(inner)}`;
}

function script(text: string, map: ReadonlyMap<string, string>): string | null {
  const chars = [...text.replace(/ /g, '')].map((ch) => map.get(ch));
  return chars.length > 0 && chars.every((ch) => ch !== undefined) ? chars.join('') : null;
}

function zip(from: string, to: string): [string, string][] {
  const images = [...to];
  return [...from].map((ch, i) => [ch, images[i] ?? ch]);
}

function tidy(text: string): string {
  return text
    .replace(/[\u200b\u2061\u2062\u2063]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/ ([)\]},;.])/g, '$1')
    .replace(/(^|[=<>≤≥≈(,] ?)([−+]) /g, '$1$2')
    .replace(/;\s*$/, '')
    .trim();
}
