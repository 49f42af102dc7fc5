/// <reference types="astro/client" />

declare module 'virtual:margin-notes/site' {
  // A module declared here may not import by a relative path; a type may.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const site: import('./lib/site/types.ts').Site;
  export default site;
}
