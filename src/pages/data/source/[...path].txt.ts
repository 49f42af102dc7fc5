/** The code behind the numbers, as it was when the site was built: experiments, checks, computation modules. */
import type { APIRoute } from 'astro';

const files = import.meta.glob<string>(
  [
    '../../../lib/**/*.ts',
    '!../../../lib/site/**',
    '!../../../lib/fonts/**',
    '../../../components/figures/*.meta.ts',
    '../../../components/figures/*.tsx',
  ],
  { eager: true, query: '?raw', import: 'default' },
);
const sources = new Map(
  Object.entries(files).map(([path, text]) => [path.replace('../../../', 'src/'), text]),
);

export function getStaticPaths() {
  return [...sources.keys()].map((path) => ({ params: { path } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(sources.get(params['path'] ?? '') ?? '', {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
