import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SITES, withSite } from './fixture.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/check.ts', import.meta.url));

function check(root: string): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, root], (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: stdout });
    });
  });
}

describe('npm run check', () => {
  it('counts what there is and ends well', async () => {
    const { code, printed } = await withSite(null, check);
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "papers                         1
      topics                         1
      concepts                       2
      claims                         4
        does-not-hold                1
        holds                        1
        holds-with-conditions        1
        not yet checked              1
      by basis
        constructed                  1
        exact                        1
        source                       1
        unchecked                    1
      questions, ideas, opinions     1
      figures                        2
      experiments                    1
      references                     2
      links and relations           31
      No errors.
      "
    `);
  });

  it('prints all errors and ends with 1', async () => {
    const { code, printed } = await withSite('several', check);
    expect(code).toBe(1);
    expect(printed).toBe(readFileSync(join(SITES, 'several/errors.txt'), 'utf8'));
  });
});
