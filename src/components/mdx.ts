/** The components an author's MDX may use; the plugins of `src/lib/site/markdown` give them their props. */
import Claim from './Claim.astro';
import Exercise from './Exercise.astro';
import Figure from './Figure.astro';
import MarginNote from './MarginNote.astro';
import Ref from './Ref.astro';
import Results from './Results.astro';
import SidenoteBody from './SidenoteBody.astro';
import SidenoteRef from './SidenoteRef.astro';
import Solution from './Solution.astro';
import Value from './Value.astro';

export const components = {
  Claim,
  Exercise,
  Figure,
  MarginNote,
  Ref,
  Results,
  SidenoteBody,
  SidenoteRef,
  Solution,
  Value,
};
