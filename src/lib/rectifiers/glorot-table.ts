/**
 * Test errors in per cent that Glorot, Bordes and Bengio 2011 report: Table 1 (three
 * kinds of unit, four sets of images, with and without unsupervised pre-training) and,
 * for NORB, the errors with softplus units of sharpness α (section 4.1). Recalled; the
 * note on the paper holds the same tables and says which figures a second source
 * confirms.
 */
export const DATA_SETS = ['mnist', 'cifar10', 'nistp', 'norb'] as const;
export type DataSet = (typeof DATA_SETS)[number];

export const UNITS = ['rectifier', 'tanh', 'softplus'] as const;
export type Unit = (typeof UNITS)[number];

export const GLOROT_TABLE_1: Readonly<
  Record<'pretrained' | 'supervised', Readonly<Record<Unit, Readonly<Record<DataSet, number>>>>>
> = {
  pretrained: {
    rectifier: { mnist: 1.2, cifar10: 49.96, nistp: 32.86, norb: 16.46 },
    tanh: { mnist: 1.16, cifar10: 50.79, nistp: 35.89, norb: 17.66 },
    softplus: { mnist: 1.17, cifar10: 49.52, nistp: 33.27, norb: 19.19 },
  },
  supervised: {
    rectifier: { mnist: 1.43, cifar10: 50.86, nistp: 32.64, norb: 16.4 },
    tanh: { mnist: 1.57, cifar10: 52.62, nistp: 36.46, norb: 19.29 },
    softplus: { mnist: 1.77, cifar10: 53.2, nistp: 35.48, norb: 17.68 },
  },
};

/** Error on NORB by the sharpness of the softplus; null stands for α → ∞, the rectifier. */
export const NORB_BY_ALPHA: readonly { readonly alpha: number | null; readonly error: number }[] = [
  { alpha: 1, error: 17.68 },
  { alpha: 1.3, error: 17.53 },
  { alpha: 2, error: 16.9 },
  { alpha: 3, error: 16.66 },
  { alpha: 6, error: 16.54 },
  { alpha: null, error: 16.4 },
];
