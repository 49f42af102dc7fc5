/** Why an iteration ended. */
export type StopReason =
  'converged' | 'singular' | 'cycle' | 'diverged' | 'not finite' | 'limit reached';
