import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planExperiments } from '../../../src/lib/lab/ensure.ts';
import { hashExperiments } from '../../../src/lib/lab/hash.ts';
import { loadModules } from '../../../src/lib/lab/modules.ts';
import { orderByNeeds } from '../../../src/lib/lab/order.ts';
import { listExperiments } from '../../../src/lib/lab/registry.ts';
import { edit, printed, project, read, write } from './project.ts';

async function hashes(root: string): Promise<Record<string, string>> {
  const plan = await planExperiments(root);
  expect(printed(plan.errors)).toBe('');
  return Object.fromEntries(plan.hashes);
}

/** Ids whose hash differs. */
function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(before).filter((id) => before[id] !== after[id]);
}

describe('listExperiments', () => {
  it('finds single experiments and families, by id', async () => {
    const { experiments, errors } = await listExperiments(project('good'));
    expect(errors).toEqual([]);
    expect([...experiments.keys()]).toEqual(['scaled-2', 'scaled-3', 'sum']);
    expect(experiments.get('scaled-2')?.bundle.file).toBe('src/lib/experiments/family.ts');
  });

  it('finds none where there is no folder', async () => {
    const root = project('good', 'elsewhere');
    const { experiments, errors } = await listExperiments(dirname(root));
    expect([...experiments.keys(), ...errors]).toEqual([]);
  });

  it('reports every field that is wrong, and keeps the sound ones', async () => {
    const plan = await planExperiments(project('malformed'));
    expect(plan.order).toEqual(['sound', 'twin']);
    expect(printed(plan.errors)).toMatchInlineSnapshot(`
      "src/lib/experiments/empty.ts The module exports no experiment.
        Hint: Export what defineExperiment returns, or an array of them; keep helpers in a folder of their own.
      src/lib/experiments/fields.ts:3 **id**: Expected lower-case words joined by hyphens, received "Bad Id".
        Hint: Write it like newton-1d.
      src/lib/experiments/fields.ts:4 **title**: Expected a line of text, received " ".
        Hint: Say what is computed.
      src/lib/experiments/fields.ts:5 **seed**: Expected a whole number, 0 or more, received nothing.
        Hint: Write 0 where nothing is random.
      src/lib/experiments/fields.ts:6 **seed**: Expected a whole number, 0 or more, received 0.5.
        Hint: Write 0 where nothing is random.
      src/lib/experiments/fields.ts:7 **needs**: Expected a list of experiment ids, received "sound".
        Hint: Write ['psi'].
      src/lib/experiments/fields.ts:8 **limit**: Expected seconds, above 0 and at most 3600, received 0.
        Hint: Leave it out for 90.
      src/lib/experiments/fields.ts:9 **run**: Expected a function, received "soon".
        Hint: Write run(context) { … }.
      src/lib/experiments/fields.ts:11 **flags.all**: "--all" is a flag of npm run compute itself.
        Hint: Choose another name: lower-case words joined by hyphens.
      src/lib/experiments/fields.ts:11 **flags.camelCase**: "camelCase" cannot be written as a flag.
        Hint: Choose another name: lower-case words joined by hyphens.
      src/lib/experiments/fields.ts:11 **flags.truth**: Expected { describe, type } with type number, string or path, received {"describe":"A truth.","type":"boolean"}.
        Hint: Write { describe: 'Passes over the data.', type: 'number' }.
      src/lib/experiments/fields.ts:25 **data**: "data" reads "../outside.csv", which is not there.
        Hint: Give a path from the root of the project that does not lead out of it.
      src/lib/experiments/fields.ts:25 **data**: "data" reads "data/irs.csv", which is not there.
        Hint: Did you mean "data/iris.csv"?
      src/lib/experiments/fields.ts:25 **data**: "data" reads "npm:no-such-package/x.json", which is not there.
        Hint: Write npm:package/path/of/the/file, and install the package.
      src/lib/experiments/loads.ts:3 Loading src/lib/experiments/loads.ts failed: TypeError: Cannot read properties of undefined (reading 'id')
        Hint: Compute inside run, cases or table; a module must load without doing or awaiting anything.
      src/lib/experiments/twin.ts:1 **id**: "twin" is the id of two experiments; the other stands in src/lib/experiments/fields.ts.
        Hint: Rename one of them."
    `);
  });

  it('reports a module that does not compile, with its line, and lists the others', async () => {
    const root = project('good');
    write(root, 'src/lib/experiments/broken.ts', 'export const a = 1;\nexport const b = ;\n');
    write(
      root,
      'src/lib/experiments/lost.ts',
      "import { x } from '../nowhere.ts';\nexport { x };\n",
    );
    const { experiments, errors } = await listExperiments(root);
    expect([...experiments.keys()]).toEqual(['scaled-2', 'scaled-3', 'sum']);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "src/lib/experiments/broken.ts:2 Unexpected ";"
        Hint: The line reads: export const b = ;
      src/lib/experiments/lost.ts:1 Could not resolve "../nowhere.ts"
        Hint: The line reads: import { x } from '../nowhere.ts';"
    `);
  });

  it('sees an edit in a process that has loaded the old module', async () => {
    const root = project('good');
    const before = await listExperiments(root);
    edit(root, 'src/lib/experiments/sum.ts', "title: 'Sum of squares'", "title: 'The sum'");
    const after = await listExperiments(root);
    expect(before.experiments.get('sum')?.experiment.title).toBe('Sum of squares');
    expect(after.experiments.get('sum')?.experiment.title).toBe('The sum');
  });
});

describe('loadModules', () => {
  it('returns the exports of each file in order of their names', async () => {
    const root = project('good');
    write(root, 'src/components/figures/b.meta.ts', "export default { id: 'b' };\n");
    write(root, 'src/components/figures/a.meta.ts', "export default { id: 'a' };\n");
    const { modules, errors } = await loadModules(root, 'src/components/figures/*.meta.ts');
    expect(errors).toEqual([]);
    expect(modules.map(({ file, exports }) => [file, exports['default']])).toEqual([
      ['src/components/figures/a.meta.ts', { id: 'a' }],
      ['src/components/figures/b.meta.ts', { id: 'b' }],
    ]);
  });
});

describe('orderByNeeds', () => {
  it('puts each experiment after what it needs', async () => {
    const { order, errors } = await planExperiments(project('good'));
    expect(errors).toEqual([]);
    expect(order).toEqual(['sum', 'scaled-2', 'scaled-3']);
  });

  it('names the edges of a circle, and leaves out what hangs on it', async () => {
    const root = project('circle');
    const { order, errors } = orderByNeeds(root, (await listExperiments(root)).experiments);
    expect(order).toEqual(['sound']);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "src/lib/experiments/circle.ts:12 **needs**: Experiments need one another in a circle: a needs b, b needs c, c needs a.
        Hint: Take one of these needs away.
      src/lib/experiments/circle.ts:15 **needs**: Experiments need one another in a circle: itself needs itself.
        Hint: Take one of these needs away."
    `);
  });

  it('names the nearest experiment where a need is unknown', async () => {
    const root = project('unknown-need');
    const { order, errors } = orderByNeeds(root, (await listExperiments(root)).experiments);
    expect(order).toEqual(['one']);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "src/lib/experiments/one.ts:8 **needs**: "two" needs "ones", which is no experiment.
        Hint: Did you mean "one"?"
    `);
  });
});

describe('the hash of an experiment', () => {
  it('is blind to comments, spacing and types', async () => {
    const root = project('good');
    const before = await hashes(root);
    edit(
      root,
      'src/lib/numeric/square.ts',
      'export function square(x: number): number {\n  return x * x;',
      '// Said otherwise.\nexport function square(\n    x: number,\n) {\n\n  return   x*x; // here',
    );
    expect(changed(before, await hashes(root))).toEqual([]);
  });

  it('changes with a module the experiment imports, and with it that of what needs it', async () => {
    const root = project('good');
    const before = await hashes(root);
    edit(root, 'src/lib/numeric/square.ts', 'x * x', 'x + x');
    expect(changed(before, await hashes(root))).toEqual(['sum', 'scaled-2', 'scaled-3']);
  });

  it('leaves alone what does not need what changed', async () => {
    const root = project('good');
    const before = await hashes(root);
    edit(root, 'src/lib/experiments/family.ts', 'factor * total', 'total * factor');
    expect(changed(before, await hashes(root))).toEqual(['scaled-2', 'scaled-3']);
  });

  it('changes with the seed', async () => {
    const root = project('good');
    const plan = await planExperiments(root);
    const { experiment, bundle } = plan.experiments.get('sum')!;
    const reseeded = new Map(plan.experiments).set('sum', {
      experiment: { ...experiment, seed: experiment.seed + 1 },
      bundle,
    });
    const after = hashExperiments(root, reseeded, plan.order).hashes;
    expect(changed(Object.fromEntries(plan.hashes), Object.fromEntries(after))).toEqual([
      'sum',
      'scaled-2',
      'scaled-3',
    ]);
  });

  it('changes with one byte of a data file', async () => {
    const root = project('good');
    const before = await hashes(root);
    write(root, 'data/numbers.txt', '1 2 3 4');
    expect(changed(before, await hashes(root))).toEqual(['sum', 'scaled-2', 'scaled-3']);
  });

  it('changes with the file of a package that it reads', async () => {
    const root = project('good', 'project');
    // Higher up than the project, as in a workspace.
    write(dirname(root), 'node_modules/numbers/list.txt', '1 2 3 4\n');
    edit(
      root,
      'src/lib/experiments/sum.ts',
      "data: ['data/",
      "data: ['npm:numbers/list.txt', 'data/",
    );
    const before = await hashes(root);
    write(dirname(root), 'node_modules/numbers/list.txt', '1 2 3 5\n');
    expect(changed(before, await hashes(root))).toEqual(['sum', 'scaled-2', 'scaled-3']);
  });

  it('is the same wherever the project and its packages lie', async () => {
    const near = project('good');
    const far = project('good', 'a/longer way/down');
    const shared = project('good');
    const common = 'exports.half = (x) => x / 2;\n';
    write(near, 'node_modules/halves/index.js', common);
    // A link, as package managers make them, and a folder higher up.
    write(shared, 'store/node_modules/halves/index.js', common);
    mkdirSync(join(shared, 'node_modules'));
    symlinkSync(join(shared, 'store/node_modules/halves'), join(shared, 'node_modules/halves'));
    write(dirname(dirname(far)), 'node_modules/halves/index.js', common);
    for (const root of [near, far, shared]) {
      const file = 'src/lib/numeric/square.ts';
      write(
        root,
        file,
        `import { half } from 'halves';\n${read(root, file).replace('x * x', 'half(x)')}`,
      );
    }
    const expected = await hashes(near);
    expect(await hashes(far)).toEqual(expected);
    expect(await hashes(shared)).toEqual(expected);
    expect(Object.keys(expected)).toHaveLength(3);
  });
});
