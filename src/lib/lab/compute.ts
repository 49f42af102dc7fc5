/** `npm run compute`: brings the lock up to date, on purpose. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Flag, Json } from './define.ts';
import { ensurePlanned, planExperiments, withNeeds } from './ensure.ts';
import type { Plan, ResultInfo } from './ensure.ts';
import { didYouMean, formatError } from './errors.ts';
import { formatJson } from './json.ts';
import { leftovers, LOCK, writeLock } from './lock.ts';
import { listChecks } from './registry.ts';
import { runExperiments } from './run.ts';
import { decide } from './verdicts.ts';
import type { Judgement } from './verdicts.ts';

/** Where a command writes to. */
export interface Output {
  /** Results: standard output. */
  print: (line: string) => void;
  /** Progress and errors: standard error. */
  log: (line: string) => void;
}

const HELP = `npm run compute -- [ids…] [--force] [--all] [--workers n] [--flag value]

  Computes the experiments whose stored result no longer fits, and writes the lock.
  ids          only these, with what they need
  --force      these even if they fit
  --all        all of them even if they fit
  --workers n  threads at a time; as many as there are cores unless told
  --flag value handed to the experiment named, which must declare it; the
               result is shown, not stored`;

/**
 * Runs the command with the arguments after its name.
 * @returns the exit code: 0, or 1 when anything was wrong.
 */
export async function compute(
  root: string,
  args: readonly string[],
  output: Output,
): Promise<number> {
  const { print, log } = output;
  const plan = await planExperiments(root);
  const request = readArguments(args, plan);
  if (typeof request === 'string') {
    log(request);
    return 1;
  }
  if (request.help) {
    print(HELP);
    return 0;
  }
  if (Object.keys(request.flags).length > 0) return await tryOut(root, plan, request, output);

  const ids = request.ids.length === 0 ? plan.order : request.ids;
  const ensured = await ensurePlanned(root, plan, {
    log,
    workers: request.workers,
    only: ids,
    force: new Set(request.all ? plan.order : request.force ? ids : []),
  });
  const { infos } = ensured;
  const written = infos.filter(({ from }) => from !== 'lock');
  for (const { id, hash, seed, operations, result } of written) {
    writeLock(root, { id, hash, seed, operations, result });
  }

  const listed = await listChecks(root);
  const there = new Set(infos.map(({ id }) => id));
  const inReach = [...listed.checks].filter(([, { check }]) =>
    check.experiments.every((id) => there.has(id) || !plan.experiments.has(id)),
  );
  const { decisions, errors } = decide(root, new Map(inReach), ensured);

  const decidedBy = (id: string): Judgement[] =>
    [...decisions]
      .filter(([claim]) => listed.checks.get(claim)?.check.experiments.includes(id))
      .map(([, judgement]) => judgement);
  printTable(infos, decidedBy, print);
  printVerdicts(decisions, print);

  // A broken lock has just been written anew.
  const mended = new Set(written.map(({ id }) => `${LOCK}/${id}.json`));
  const all = [
    ...ensured.errors.filter(({ file }) => !mended.has(file)),
    ...listed.errors,
    ...errors,
    ...leftovers(root, new Set(plan.experiments.keys())),
  ];
  for (const error of all) log(formatError(error));
  print(
    [
      plural(infos.length, 'experiment'),
      `${written.length} written to ${LOCK}/`,
      plural(decisions.size, 'verdict'),
      plural(all.length, 'error'),
    ].join(', '),
  );
  return all.length === 0 ? 0 : 1;
}

/** Runs the experiments named with flags of the reader's own; shows what they return and stores nothing. */
async function tryOut(
  root: string,
  plan: Plan,
  request: Request,
  { print, log }: Output,
): Promise<number> {
  const named = new Set(request.ids);
  const needs = withNeeds(plan, request.ids).filter((id) => !named.has(id));
  const ensured = await ensurePlanned(root, plan, { log, workers: request.workers, only: needs });
  const ran = await runExperiments(
    root,
    plan.experiments,
    plan.order.filter((id) => named.has(id)),
    new Map(Object.entries(ensured.results)),
    plan.files,
    { log, workers: request.workers, flags: request.flags },
  );
  for (const [id, { result, seconds, operations }] of ran.outcomes) {
    print(
      `${id}: ${seconds.toFixed(1)} s, ${grouped(operations)} operations; a run with flags is not stored`,
    );
    print(formatJson(summarise(result)));
  }
  const errors = [...ensured.errors, ...[...ran.failures.values()].map(({ error }) => error)];
  for (const error of errors) log(formatError(error));
  return errors.length === 0 && ran.outcomes.size === named.size ? 0 : 1;
}

/** Lists longer than this are shown by their first items. */
const SHOWN = 6;

/** A result short enough to read: long lists are cut, with a word on what is left out. */
function summarise(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const first = items.slice(0, SHOWN).map(summarise);
    return items.length <= SHOWN ? first : [...first, `… ${items.length - SHOWN} more`];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, summarise(inner)]));
}

interface Request {
  ids: string[];
  force: boolean;
  all: boolean;
  help: boolean;
  workers: number | undefined;
  flags: Record<string, string | number>;
}

/** Reads the arguments; what is wrong with them comes back as a sentence. */
function readArguments(args: readonly string[], plan: Plan): Request | string {
  const declared = new Map<string, Flag>();
  for (const { experiment } of plan.experiments.values()) {
    for (const [name, flag] of Object.entries(experiment.flags ?? {})) declared.set(name, flag);
  }
  const flagNames = [...declared.keys()];
  const options = {
    all: { type: 'boolean' },
    force: { type: 'boolean' },
    help: { type: 'boolean' },
    workers: { type: 'string' },
    ...Object.fromEntries(flagNames.map((name) => [name, { type: 'string' }] as const)),
  } as const satisfies ParseArgsOptionsConfig;
  const {
    values,
    positionals: ids,
    tokens,
  } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      return `${token.rawName} is a flag of no experiment. ${didYouMean(token.name, Object.keys(options), 'flag')}`;
    }
  }
  for (const id of ids) {
    if (!plan.experiments.has(id)) {
      return `There is no experiment "${id}". ${didYouMean(id, [...plan.experiments.keys()], 'experiment')}`;
    }
  }
  const given: Record<string, unknown> = values;
  const flags: Record<string, string | number> = {};
  for (const [name, flag] of declared) {
    const value = given[name];
    if (value === undefined) continue;
    if (ids.length === 0) return `--${name} goes with the id of the experiment that declares it.`;
    const without = ids.find(
      (id) => plan.experiments.get(id)?.experiment.flags?.[name] === undefined,
    );
    if (without !== undefined) {
      const own = Object.keys(plan.experiments.get(without)?.experiment.flags ?? {});
      return `Experiment "${without}" declares no flag --${name}. ${own.length === 0 ? 'It declares none.' : didYouMean(name, own, 'flag')}`;
    }
    const read = typeof value === 'string' ? readFlag(value, flag) : undefined;
    if (read === undefined) return `--${name} takes a ${flag.type}: ${flag.describe}`;
    flags[name] = read;
  }
  const workers = given['workers'] === undefined ? undefined : Number(given['workers']);
  if (workers !== undefined && !(Number.isSafeInteger(workers) && workers >= 1)) {
    return '--workers takes a whole number, 1 or more.';
  }
  return {
    ids,
    force: given['force'] === true,
    all: given['all'] === true,
    help: given['help'] === true,
    workers,
    flags,
  };
}

function readFlag(value: string, { type }: Flag): string | number | undefined {
  switch (type) {
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
    case 'path':
      return existsSync(value) ? resolve(value) : undefined;
    case 'string':
      return value;
  }
}

const SIGNS: Readonly<Record<Judgement['verdict'], string>> = {
  holds: '●',
  'holds-with-conditions': '◐',
  'does-not-hold': '◆',
};

function printTable(
  infos: readonly ResultInfo[],
  decidedBy: (id: string) => Judgement[],
  print: (line: string) => void,
): void {
  const rows = infos.map(({ id, seconds, operations, from }) => [
    id,
    seconds === null ? '–' : seconds.toFixed(1),
    grouped(operations),
    from === 'lock' ? 'fresh' : from === 'cache' ? 'from cache' : 'recomputed',
    decidedBy(id)
      .map(({ verdict }) => SIGNS[verdict])
      .join('') || '–',
  ]);
  const table = [['experiment', 'seconds', 'operations', 'state', 'verdicts'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of table) {
    const cells = row.map((cell, i) =>
      i === 1 || i === 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
    );
    print(cells.join('  ').trimEnd());
  }
}

function printVerdicts(
  decisions: ReadonlyMap<string, Judgement>,
  print: (line: string) => void,
): void {
  print('');
  for (const [claim, { verdict, condition }] of decisions) {
    const words = condition === null ? verdict.replaceAll('-', ' ') : `holds if ${condition}`;
    print(`${SIGNS[verdict]} ${claim}: ${words}`);
  }
  if (decisions.size > 0) print('');
}

/** `12,345,678` */
function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
