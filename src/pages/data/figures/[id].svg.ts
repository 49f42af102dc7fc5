/** A figure as a picture on its own, in the light theme. */
import type { APIRoute } from 'astro';
import type { ComponentType } from 'preact';
import type { DrawingProps, FigureMeta } from '../../../components/figures/define.ts';
import { renderFigureSvg } from '../../../components/figures/lib/standalone.ts';
import { figure as find, resultsOf, site } from '../../../site.ts';

const folder = '../../../components/figures/';
const metas = import.meta.glob<{ default: FigureMeta }>('../../../components/figures/*.meta.ts', {
  eager: true,
});
const drawings = import.meta.glob<{ default: ComponentType<DrawingProps> }>(
  ['../../../components/figures/*.tsx', '!../../../components/figures/*.island.tsx'],
  { eager: true },
);

export function getStaticPaths() {
  return site.figures.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = ({ params }) => {
  const id = params['id'] ?? '';
  const meta = metas[`${folder}${id}.meta.ts`]?.default;
  const drawing = drawings[`${folder}${id}.tsx`]?.default;
  if (!meta || !drawing) {
    throw new Error(`Figure “${id}” needs ${id}.meta.ts and ${id}.tsx in src/components/figures.`);
  }
  const { experiments, sources } = find(id);
  return new Response(renderFigureSvg(id, drawing, meta, resultsOf(experiments), sources), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
  });
};
