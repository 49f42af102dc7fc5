/** Notes and concepts as Markdown, for readers that are programs. */
import type { Concept, Note } from './lib/site/types.ts';
import { absolute, claim, concept, reference } from './site.ts';
import { basisWord, speakerSays, verdictText } from './words.ts';

const lines = (...parts: (string | null)[]): string =>
  parts.filter((part) => part !== null).join('\n\n') + '\n';

/** Addresses in the data carry the base path already. */
const whole = (url: string): string => new URL(url, import.meta.env.SITE).href;

export function noteMarkdown(note: Note): string {
  const paper = note.key === null ? null : reference(note.key);
  const claims = note.claims.map(claim);
  return lines(
    `# ${note.title}`,
    paper && `${paper.authors.join(', ')}. ${paper.venue ?? ''} ${paper.year ?? ''}`.trim() + '.',
    note.summary,
    note.markdown.trim(),
    '## Claims',
    claims
      .map(
        (entry) =>
          `- [${entry.title}](${whole(entry.url)}): ${verdictText(entry)}` +
          `${entry.basis ? ` (${basisWord[entry.basis]})` : ''}. ${speakerSays[entry.says]}.` +
          (entry.evidence ? ` ${entry.evidence}` : ''),
      )
      .join('\n'),
    `Concepts: ${note.concepts.map((id) => `[${concept(id).title}](${whole(concept(id).url)})`).join(', ')}.`,
    `Source: ${whole(note.url)}. Text CC BY 4.0.`,
  );
}

export function conceptMarkdown(entry: Concept): string {
  return lines(
    `# ${entry.title}`,
    entry.definition,
    entry.aliases.length > 0 ? `Also: ${entry.aliases.join(', ')}.` : null,
    entry.markdown.trim(),
    `Source: ${absolute(`/concepts/${entry.id}/`)}. Text CC BY 4.0.`,
  );
}
