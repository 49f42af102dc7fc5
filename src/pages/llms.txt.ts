/** What a program that reads should know first. */
import type { APIRoute } from 'astro';
import { absolute, site } from '../site.ts';
import { SITE_NAME } from '../words.ts';

const whole = (url: string): string => new URL(url, import.meta.env.SITE).href;

export const GET: APIRoute = () =>
  new Response(
    [
      `# ${SITE_NAME}`,
      '> Machine-learning paper notes in which every claim has a page, a verdict and a tested computation behind it.',
      `Method: ${absolute('/method/')}`,
      '## Notes',
      ...site.notes.map((note) => `- [${note.title}](${whole(note.url)}index.md): ${note.summary}`),
      '## Concepts',
      ...site.concepts.map(
        (concept) => `- [${concept.title}](${whole(concept.url)}index.md): ${concept.definition}`,
      ),
      '## Data',
      `- [Claims](${absolute('/data/claims.json')})`,
      `- [Graph](${absolute('/data/graph.json')})`,
      `- [Papers, CSL-JSON](${absolute('/data/papers.json')})`,
      `- [Bibliography, BibTeX](${absolute('/bibliography.bib')})`,
      '',
    ].join('\n'),
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
