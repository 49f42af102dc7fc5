/** Addresses of the faces every page needs at once, as Vite names them. */
const faces = import.meta.glob<string>('../.cache/fonts/*.woff2', {
  eager: true,
  query: '?url',
  import: 'default',
});
const needed = [/source-serif-4-(roman|normal)/, /inter-roman/];

export const preloads: string[] = Object.entries(faces)
  .filter(([path]) => needed.some((name) => name.test(path)))
  .map(([, url]) => url)
  .sort();
