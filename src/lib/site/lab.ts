/** What loadSite needs of the experiment engine; tests hand in their own. */
import { decide, ensureResults, listChecks, loadModules } from '../lab/index.ts';

export interface Lab {
  ensureResults: typeof ensureResults;
  listChecks: typeof listChecks;
  decide: typeof decide;
  loadModules: typeof loadModules;
}

export const lab: Lab = { decide, ensureResults, listChecks, loadModules };
