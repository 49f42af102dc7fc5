/** The experiment engine: what loadSite, the scripts and the tests use of it. */
export type { Bound, Case, Check, Experiment, Json, Mutant, Results } from './define.ts';
export { CACHE } from './bundle.ts';
export { ensureResults } from './ensure.ts';
export type { Ensured, EnsureOptions, ResultInfo } from './ensure.ts';
export { formatError, sortErrors } from './errors.ts';
export { loadModules } from './modules.ts';
export type { LoadedModule } from './modules.ts';
export { CHECKS, EXPERIMENTS, listChecks, listExperiments } from './registry.ts';
export type { Checks, Registered, RegisteredCheck, Registry } from './registry.ts';
export { decide, judge } from './verdicts.ts';
export type { DecidedVerdict, JudgedCase, Judgement } from './verdicts.ts';
export { listMutants, openLab, runMutant } from './mutants.ts';
export type { Lab, MutantResult } from './mutants.ts';
export { verifyLock } from './verify.ts';
export type { Verified, VerifiedRow, VerifyOptions } from './verify.ts';
