/// <reference types="astro/client" />

declare module 'virtual:margin-notes/site' {
  const site: import('./lib/site/types.ts').Site;
  export default site;
}
