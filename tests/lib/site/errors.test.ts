import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatErrors } from '../../../src/lib/site/errors.ts';
import { lab as engine } from '../../../src/lib/site/lab.ts';
import type { Lab } from '../../../src/lib/site/lab.ts';
import { loadSite } from '../../../src/lib/site/load.ts';
import { cases, changesCode, rememberedLab, SITES, withSite } from './fixture.ts';

let remembered: Lab;

beforeAll(async () => {
  remembered = await rememberedLab();
});

describe('loadSite on broken sites', () => {
  it.each(cases)('%s: says what is wrong, where, and how to mend it', async (name) => {
    await withSite(name, async (root) => {
      const lab = changesCode(name) ? engine : remembered;
      const { errors } = await loadSite(root, { lab });
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error.file).not.toBe('');
        expect(error.message).not.toBe('');
        expect(error.hint).not.toBe('');
      }
      await expect(formatErrors(errors)).toMatchFileSnapshot(join(SITES, name, 'errors.txt'));
    });
  });
});
