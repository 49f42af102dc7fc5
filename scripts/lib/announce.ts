/** Serves a built folder and prints its address once it answers. */
import { type Served, serve } from './serve.ts';

export async function serveAndSay(dir: string, base: string, port: number): Promise<Served> {
  const served = await serve({ dir, base, port });
  if (served.port !== port) console.log(`Port ${port} is taken: using ${served.port}.`);
  const answer = await fetch(served.url);
  if (!answer.ok) throw new Error(`${served.url} answers with status ${answer.status}.`);
  await answer.arrayBuffer();
  console.log(`\nMargin Notes: ${served.url}\nCtrl-C stops it.`);
  return served;
}
