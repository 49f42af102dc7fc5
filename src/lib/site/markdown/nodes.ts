import type { Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import type { InlineMath, Math } from 'mdast-util-math';
import type {} from 'remark-mdx';

export type { InlineMath, Math };
export type JsxFlow = Extract<RootContent, { type: 'mdxJsxFlowElement' }>;
export type JsxText = Extract<PhrasingContent, { type: 'mdxJsxTextElement' }>;
export type Jsx = JsxFlow | JsxText;
export type JsxAttribute = Extract<Jsx['attributes'][number], { type: 'mdxJsxAttribute' }>;

export function isJsx(node: Nodes): node is Jsx {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

export function isParent(node: Nodes): node is Parents {
  return 'children' in node;
}

export function lineOf(node: Nodes): number | null {
  return node.position?.start.line ?? null;
}

/** An attribute of a component: text as it stands, a flag as true; undefined where it is absent or computed. */
export function attribute(node: Jsx, name: string): string | true | undefined {
  for (const a of node.attributes) {
    if (a.type !== 'mdxJsxAttribute' || a.name !== name) continue;
    if (a.value === null || a.value === undefined) return true;
    if (typeof a.value === 'string') return a.value;
    if (a.value.value.trim() === 'true') return true;
    return undefined;
  }
  return undefined;
}

export function textAttribute(node: Jsx, name: string): string {
  const value = attribute(node, name);
  return typeof value === 'string' ? value : '';
}

/** An attribute for a generated component: text, or a number or truth value as an expression. */
export function jsxAttribute(name: string, value: string | number | boolean): JsxAttribute {
  if (typeof value === 'string') return { type: 'mdxJsxAttribute', name, value };
  const raw = String(value);
  return {
    type: 'mdxJsxAttribute',
    name,
    value: {
      type: 'mdxJsxAttributeValueExpression',
      value: raw,
      data: {
        estree: {
          type: 'Program',
          sourceType: 'module',
          comments: [],
          body: [{ type: 'ExpressionStatement', expression: { type: 'Literal', value, raw } }],
        },
      },
    },
  };
}
