/** Escapes text for HTML, between tags and inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Powers of ten in HTML as `10<sup>−6</sup>`: few fonts have the raised digits of
 * Unicode in one size, and beside a margin they are too small to read.
 */
export function raisePowers(html: string): string {
  return html.replace(/10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, minus: string, digits: string) => {
    const exponent = Array.from(digits, (d) => DIGITS.indexOf(d)).join('');
    return `10<sup>${minus === '' ? '' : '−'}${exponent}</sup>`;
  });
}

/** Text of an HTML string of our own making: tags dropped, the five entities undone. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
