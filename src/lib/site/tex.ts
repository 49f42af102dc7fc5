import katex from 'katex';
import { textOfHtml } from './html.ts';

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
 * Commands it does not trust (`\href`, `\includegraphics`) KaTeX prints in the
 * colour of errors and lets pass: in this one, that nobody would choose.
 */
const ERROR_COLOUR = '#012345';
const REFUSED = new RegExp(`style="color:${ERROR_COLOUR};"[^>]*>([^]*?)</span>`);

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
      errorColor: ERROR_COLOUR,
    });
    const refused = REFUSED.exec(html)?.[1];
    if (refused !== undefined) {
      throw new Error(`KaTeX parse error: Command not allowed: ${textOfHtml(refused)}`);
    }
    const formula = { html, text: mathmlText(html) };
    cache.set(key, formula);
    return formula;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const position =
      'position' in error && typeof error.position === 'number' ? error.position : -1;
    const wrong = new TexError(
      `TeX: ${sentence(error.message)}`,
      excerpt(stripLabel(tex), position),
    );
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
  if (position < 0 || position > tex.length) return `In "${oneLine(tex).slice(0, 100)}".`;
  const before = oneLine(tex.slice(Math.max(0, position - 40), position));
  const after = oneLine(tex.slice(position, position + 40));
  const head = position > 40 ? '…' : '';
  const tail = position + 40 < tex.length ? '…' : '';
  return `Look here, at the mark ▸: "${head}${before}▸${after}${tail}".`;
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

/** Between a function's name and its argument: `sin⁡x`. */
const APPLY = '\u2061';

/** Elements whose children are read one by one, not as a row. */
const PLACES = new Set([
  'mfrac',
  'msup',
  'msub',
  'msubsup',
  'munder',
  'mover',
  'munderover',
  'mroot',
]);

function textOf(node: Element | string): string {
  if (typeof node === 'string') return node;
  const [a = '', b = '', c = ''] = PLACES.has(node.name) ? node.children.map(textOf) : [];
  switch (node.name) {
    case 'mfrac':
      return fraction(tidy(a), tidy(b));
    case 'msup':
      return a + raise(b);
    case 'msub':
    case 'munder':
      return a + lower(b);
    case 'msubsup':
    case 'munderover':
      return a + lower(b) + raise(c);
    case 'mover':
      return accent(a, tidy(b));
    case 'msqrt':
      return `√${factor(tidy(row(node.children)))}`;
    case 'mroot':
      return `${raise(b)}√${factor(tidy(a))}`;
    case 'mtr':
      return `${node.children.map(textOf).join(' ')}; `;
    case 'mspace':
      return ' ';
    case 'mi': {
      const name = row(node.children);
      // `k cos x`: a name of several letters keeps its distance.
      return name.length > 1 && /^\p{L}+$/u.test(name) ? `\u2063${name}` : name;
    }
    case 'mo': {
      const sign = row(node.children);
      if (SPACED.has(sign)) return ` ${sign} `;
      return sign === ',' || sign === ';' ? `${sign} ` : sign;
    }
    default:
      return row(node.children);
  }
}

/** Children side by side; a fraction that something is multiplied with is bracketed. */
function row(children: readonly (Element | string)[]): string {
  return children
    .map((child, i) => {
      const text = textOf(child);
      const next = children[i + 1];
      const after = next === undefined ? '' : textOf(next);
      const isFraction =
        typeof child !== 'string' && tidy(text).includes('/') && onlyFraction(child);
      return isFraction && /^[\u2063]?[\p{L}\p{N}∑∏∫√∂∇∥∣([‖|]/u.test(after)
        ? `(${tidy(text)})`
        : text;
    })
    .join('');
}

/** Whether an element is a fraction, wrapped or not. */
function onlyFraction(node: Element): boolean {
  if (node.name === 'mfrac') return true;
  const [only, ...more] = node.children;
  return more.length === 0 && only !== undefined && typeof only !== 'string' && onlyFraction(only);
}

const VULGAR = new Map([
  ['1/2', '½'],
  ['1/3', '⅓'],
  ['2/3', '⅔'],
  ['1/4', '¼'],
  ['3/4', '¾'],
]);

function fraction(top: string, bottom: string): string {
  const numerator = / [−+±] |^[^(]*\//.test(top) ? `(${top})` : top;
  return VULGAR.get(`${top}/${bottom}`) ?? `${numerator}/${factor(bottom)}`;
}

/** A text in brackets unless it is one factor: a number, a letter with its marks, a call. */
function factor(text: string): string {
  const one =
    /^(?:[\d.]+|[½⅓⅔¼¾]|[∂∇Δ]?\p{L}\p{M}*[′″‴]*[⁰¹²³⁴-ⁿ₀-ₜᵀᵢⱼᵏᵐˣ⁽⁾]*(?:\([^()]*\))?[!²³]?|\p{L}+|[(‖∥|∣][^()]*[)‖∥|∣])$/u;
  return one.test(text) ? text : `(${text})`;
}

const ACCENTS = new Map([
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['ˉ', '\u0304'],
  ['‾', '\u0304'],
  ['˙', '\u0307'],
  ['⃗', '\u20d7'],
  ['→', '\u20d7'],
]);

function accent(base: string, mark: string): string {
  const combining = ACCENTS.get(mark);
  return combining === undefined ? base + mark : (base + combining).normalize('NFC');
}

const SPACED = new Set(signs('=<>≤≥≠≈≡∼∝∈∉⊂⊆→⇒⟹⟺↦×·⋅−+±≪≫'));

const SUPER = new Map(zip('0123456789+−-()nikmxT', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱᵏᵐˣᵀ'));
const SUB = new Map(zip('0123456789+−-()ijkmnprstxaeo', '₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ᵢⱼₖₘₙₚᵣₛₜₓₐₑₒ'));

function raise(text: string): string {
  const inner = tidy(text);
  if (/^[′″‴*∗⊤†]+$/.test(inner)) return inner;
  return script(inner, SUPER) ?? `^${script1(inner)}`;
}

function lower(text: string): string {
  const inner = tidy(text);
  return script(inner, SUB) ?? `_${script1(inner)}`;
}

/** A script that Unicode cannot set: bare when it is one sign or word, else bracketed. */
function script1(text: string): string {
  return /^[\p{L}\p{N}.∞]+$/u.test(text) ? text : `(${text})`;
}

function script(text: string, map: ReadonlyMap<string, string>): string | null {
  const chars = signs(text.replace(/ /g, '')).map((ch) => map.get(ch));
  return chars.length > 0 && chars.every((ch) => ch !== undefined) ? chars.join('') : null;
}

function zip(from: string, to: string): [string, string][] {
  const images = signs(to);
  return signs(from).map((ch, i) => [ch, images[i] ?? ch]);
}

function signs(text: string): string[] {
  return Array.from(text);
}

/** Settles the spaces: around names, after brackets, before stops, at a sign that is no operation. */
function tidy(text: string): string {
  return text
    .replaceAll('\u200b', '')
    .replaceAll('∣', '|')
    .replaceAll('∥', '‖')
    .replaceAll('⋅', '·')
    .replace(/\u2061\s*(?=[([{∥∣‖|])/g, '')
    .replaceAll(APPLY, ' ')
    .replace(/([\p{L}\p{N})\]‖|⁰-₎ᵀᵏᵐ²³¹!])\u2063/gu, '$1 ')
    .replaceAll('\u2063', '')
    .replace(/′′′/g, '‴')
    .replace(/′′/g, '″')
    .replace(/[ \t\n]+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/ ([)\]},;.!])/g, '$1')
    .replace(/(^|[([{]|[=<>≤≥≠≈∈→⇒×·⋅,] ) ?([−+±]) /g, '$1$2')
    .replace(/;\s*(?=$|\))/, '')
    .trim();
}
