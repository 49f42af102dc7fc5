/** The wheel at every turn of its knobs, and the clouds of features. */
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import DecisionWheel, {
  DEFAULT_M,
  measure,
  smallestMargin,
} from '../../../src/components/figures/decision-wheel.tsx';
import DecisionWheelIsland from '../../../src/components/figures/decision-wheel.island.tsx';
import wheelMeta from '../../../src/components/figures/decision-wheel.meta.ts';
import { measureSphere } from '../../../src/components/figures/lib/SphereRegions.tsx';
import { Clouds, fans } from '../../../src/components/figures/lib/clouds.tsx';
import { typeFor } from '../../../src/components/figures/lib/layout.ts';
import { result } from '../../../src/components/figures/lib/results.ts';
import type { DecisionBoundarySphereResult } from '../../../src/lib/experiments/decision-boundary-sphere.ts';
import type { DecisionBoundaryResult } from '../../../src/lib/experiments/decision-boundary.ts';
import { draw, labelFaults, results, WIDTHS } from './figures.ts';

describe('the wheel, turned', () => {
  const margins = [1, 1.1, 2, 2.4, 3, 3.7, 3.8, 4.5, 6];

  test.each([20, 60, 105, 150, 180])('weights %i° apart: sound at both widths', (apart) => {
    for (const m of margins) {
      for (const width of WIDTHS) {
        const markup = draw(wheelMeta, DecisionWheel, { width, m, apart });
        expect(labelFaults(markup, width)).toEqual([]);
        expect(markup).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  test('agrees with the experiment where that measured', () => {
    const { twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    for (const [key, measured] of Object.entries(twoClasses)) {
      const apart = Number(key.replace('theta', ''));
      expect(smallestMargin(apart)).toBeCloseTo(measured.smallestM, 5);
      for (const m of [1, 2, 3, 4, 5] as const) {
        const { intra, inter, met } = measure(m, apart);
        const theirs = measured[`m${m}`];
        expect(intra).toBeCloseTo(theirs.intra, 6);
        expect(inter).toBeCloseTo(theirs.inter, 6);
        expect(met).toBe(theirs.excess <= 1e-6);
      }
    }
  });

  test('the sphere agrees with the experiment where that measured', () => {
    const { coplanar } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    ).arrangements;
    for (const [m, theirs] of [
      [3, coplanar.m3],
      [4, coplanar.m4],
    ] as const) {
      const { intra, inter, met } = measureSphere(m);
      expect(intra).toBeCloseTo(theirs.intra, 5);
      expect(inter).toBeCloseTo(theirs.inter, 5);
      expect(met).toBe(theirs.excess <= 0);
    }
    expect(measureSphere(coplanar.smallestM + 1e-3).met).toBe(true);
    expect(measureSphere(coplanar.smallestM - 1e-3).met).toBe(false);
  });

  test('is met from the smallest margin on, and not below', () => {
    for (const apart of [20, 60, 120, 140, 180]) {
      const needed = smallestMargin(apart);
      expect(measure(needed + 1e-3, apart).met).toBe(true);
      expect(measure(needed - 1e-3, apart).met).toBe(false);
    }
  });

  test('dots are full where the margin is enough', () => {
    const full = (m: number) =>
      draw(wheelMeta, DecisionWheel, { width: 640, m }).match(/f-dot/g)?.length ?? 0;
    expect(full(DEFAULT_M)).toBe(0);
    expect(full(3.2)).toBe(2);
    expect(full(4)).toBe(6);
  });

  test('its title: at 3 nothing on the sphere is enough, at 2 + √3 everything', () => {
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    for (const { m3, bound } of Object.values(arrangements)) {
      expect(m3.excess).toBeGreaterThan(0.1);
      expect(bound.excess).toBeLessThan(1e-6);
    }
  });

  test('before its data have come it keeps the still drawing and the place for the control', () => {
    const markup = render(h(DecisionWheelIsland, { dataUrl: '/data' }, h('p', null, 'still')));
    expect(markup).toContain('<p>still</p>');
    expect(markup).toMatch(/<div class="fig-control fig-control-2" data-control[^>]*><\/div>/);
    expect(markup).not.toMatch(/<(?:input|select|output|button)/);
  });
});

describe('fans', () => {
  const ray = (label: number, degrees: number[]) => ({
    x: degrees.map((d) => 3 * Math.cos((d * Math.PI) / 180)),
    y: degrees.map((d) => 3 * Math.sin((d * Math.PI) / 180)),
    label: degrees.map(() => label),
  });

  test('the centre is the mean direction, also across the cut at ±180°', () => {
    const [fan] = fans(ray(4, [170, -170, 180]));
    expect(fan?.label).toBe(4);
    expect(Math.cos(fan?.centre ?? 0)).toBeCloseTo(-1, 12);
    expect(((fan?.low ?? 0) * 180) / Math.PI).toBeCloseTo(-10, 9);
    expect(((fan?.high ?? 0) * 180) / Math.PI).toBeCloseTo(10, 9);
  });

  test('nine tenths of the directions lie within the arc', () => {
    const degrees = Array.from({ length: 101 }, (_, i) => i / 10);
    const [fan] = fans(ray(0, degrees));
    expect((((fan?.high ?? 0) - (fan?.low ?? 0)) * 180) / Math.PI).toBeCloseTo(9, 1);
  });

  test('length does not count, zero features are left out, order is by angle', () => {
    const a = ray(1, [90, 92]);
    const b = ray(0, [-30]);
    const features = {
      x: [...a.x.map((v) => 7 * v), ...b.x, 0],
      y: [...a.y.map((v) => 7 * v), ...b.y, 0],
      label: [...a.label, ...b.label, 2],
    };
    expect(fans(features).map(({ label }) => label)).toEqual([0, 1]);
    expect(fans(features)[1]?.centre).toBeCloseTo((91 * Math.PI) / 180, 12);
    expect(fans({ x: [], y: [], label: [] })).toEqual([]);
  });

  test('names of classes that share a direction stay apart, and no number is none', () => {
    const features = {
      x: Array.from({ length: 10 }, (_, i) => Math.cos(Math.PI + i / 100)),
      y: Array.from({ length: 10 }, (_, i) => Math.sin(Math.PI + i / 100)),
      label: Array.from({ length: 10 }, (_, i) => i),
    };
    const clouds = render(
      h(Clouds, { features, type: typeFor(640), cx: 100, cy: 100, radius: 60 }),
    );
    const markup = `<svg aria-label="x" viewBox="0 0 200 200">${clouds}</svg>`;
    expect(labelFaults(markup, 640)).toEqual([]);
    expect(markup).not.toMatch(/NaN|undefined/);
  });
});
