/**
 * Takes out of reach what makes a run differ from another: chance without a
 * seed, the clock, the reader's language. For the worker thread of one
 * experiment; never called in a process that goes on to do something else.
 */
export function guard(scope: typeof globalThis = globalThis): void {
  const refuse = (name: string, instead: string) => (): never => {
    throw new Error(`${name} is not the same in every run. ${instead}`);
  };
  const clock = 'Count operations instead.';
  const language = 'Compare with < and format where the page is written.';

  scope.Math.random = refuse('Math.random', 'Use the seeded generator of src/lib/numeric.');
  scope.performance.now = refuse('performance.now', clock);
  const now = refuse('The clock', clock);
  scope.Date = new Proxy(scope.Date, {
    apply: now,
    construct: (date, args: unknown[], target) =>
      args.length === 0 ? now() : (Reflect.construct(date, args, target) as object),
    get: (date, name, receiver) =>
      name === 'now' ? now : (Reflect.get(date, name, receiver) as unknown),
  });
  scope.String.prototype.localeCompare = refuse('localeCompare', language);
  scope.Number.prototype.toLocaleString = refuse('toLocaleString', language);
}
