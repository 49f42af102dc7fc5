/** Lets `tsc` and ESLint, which do not read `.astro` files, know what importing one gives. */
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js';

  const component: AstroComponentFactory;
  export default component;
}
