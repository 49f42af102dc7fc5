import { pageChecks } from './lib/page-checks.ts';
import { sample } from './lib/pages.ts';
import { pages, running } from './lib/running.ts';

pageChecks(sample(pages, running.full).filter((_page, index) => index % 2 === 0));
