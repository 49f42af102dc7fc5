/** A figure's table as CSV (RFC 4180). */
import type { APIRoute } from 'astro';
import { figure as find, site } from '../../../site.ts';

export function getStaticPaths() {
  return site.figures.map(({ id }) => ({ params: { id } }));
}

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const GET: APIRoute = ({ params }) => {
  const { table } = find(params['id'] ?? '');
  const lines = [table.columns, ...table.rows].map((row) => row.map(cell).join(','));
  return new Response(`${lines.join('\r\n')}\r\n`, {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
