import { defineExperiment } from '../lab/define.ts';

export interface CafArithmeticResult {
  /** Images and identities of the Cross-Age Face set, as its authors count them. */
  images: number;
  identities: number;
  /** Images per identity the notes give. */
  stated: number;
  /** Images per identity that the two counts give. */
  mean: number;
  /** Images the set would need for the stated number, and how many that is more. */
  needed: number;
  missing: number;
  /** Stated number over the mean. */
  factor: number;
}

const IMAGES = 313_986;
const IDENTITIES = 4668;
const STATED = 80;

export default defineExperiment<CafArithmeticResult>({
  id: 'caf-arithmetic',
  title: 'Images per identity of the Cross-Age Face set',
  seed: 0,
  run({ count }) {
    count(3);
    const mean = IMAGES / IDENTITIES;
    const needed = STATED * IDENTITIES;
    return {
      images: IMAGES,
      identities: IDENTITIES,
      stated: STATED,
      mean,
      needed,
      missing: needed - IMAGES,
      factor: STATED / mean,
    };
  },
});
