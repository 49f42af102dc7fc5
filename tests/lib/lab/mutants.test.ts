/**
 * Every experiment of this site has a wrong formula under which a verdict
 * changes: all of `tests/mutants` are run here.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMIT } from '../../../src/lib/lab/registry.ts';
import { listMutants, openLab, runMutant } from '../../../src/lib/lab/mutants.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lab = await openLab(root);
const mutants = await listMutants(root);

describe('the mutants', () => {
  it('reach every experiment', () => {
    // Or reach it through one that needs it: a training is too dear to repeat for each mutant.
    const reached = new Set(mutants.map(({ mutant }) => mutant.experiment));
    for (const id of reached) {
      lab.plan.experiments.get(id)?.experiment.needs?.forEach((need) => reached.add(need));
    }
    expect([...lab.plan.experiments.keys()].filter((id) => !reached.has(id))).toEqual([]);
  });

  it.concurrent.each(
    mutants.map(({ mutant, file }) => ({ ...mutant, name: `${file}: ${mutant.why}`, mutant })),
  )(
    '$name $changes becomes $becomes',
    async ({ mutant, experiment }) => {
      const limit = lab.plan.experiments.get(experiment)?.experiment.limit ?? DEFAULT_LIMIT;
      expect(limit).toBeLessThanOrEqual(DEFAULT_LIMIT);
      const { before, after, message } = await runMutant(root, mutant, lab);
      expect(after, message ?? 'nothing was refused').toBe(mutant.becomes);
      expect(before).not.toBe(mutant.becomes);
    },
    (DEFAULT_LIMIT + 30) * 1000,
  );
});
