/** Lets a browser add the site's search. */
import type { APIRoute } from 'astro';
import { absolute } from '../site.ts';
import { SITE_NAME } from '../words.ts';

export const GET: APIRoute = () =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${SITE_NAME}</ShortName>
  <Description>Notes, concepts, claims and figures</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${absolute('/search/')}?q={searchTerms}"/>
</OpenSearchDescription>
`,
    { headers: { 'content-type': 'application/opensearchdescription+xml' } },
  );
