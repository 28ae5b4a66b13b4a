import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawSvg, svgStyle } from '../../src/explain/draw-svg.js';
import { lanesOf } from '../../src/explain/lanes.js';
import type { Case } from '../../src/record/case.js';
import type { StepConduct } from '../../src/record/conduct.js';
import { beyondTimeout, caseOf, load, on, traceOf, track } from '../judge/fixture.js';

function svgOf(scenario: Case, conducts: readonly StepConduct[] = [], step?: number): SVGElement {
  const lanes = lanesOf({
    case: scenario,
    trace: traceOf(scenario),
    conducts,
    verdict: { ...(step === undefined ? {} : { step }) },
  });
  const { document } = new JSDOM(drawSvg(lanes, 'A "timeline" <b>')).window;
  const svg = document.querySelector('svg');
  if (svg === null) throw new Error('no drawing');
  return svg;
}

const textsOf = (svg: Element, name: string): (string | null)[] =>
  [...svg.querySelectorAll(`text.${name.replaceAll(' ', '.')}`)].map(({ textContent }) => textContent);

describe('a timeline as a drawing', () => {
  const scenario = caseOf([load, track('one'), beyondTimeout, track('two')]);
  const conducts: StepConduct[] = [
    {
      step: 1,
      expected: { kind: 'message', session: 1, start: true },
      observed: { kind: 'message', session: 1, start: true },
    },
    {
      step: 3,
      expected: { kind: 'message', session: 2, start: true },
      observed: { kind: 'message', session: 1, start: false },
    },
  ];

  test('has sessions, markers, differences and the witness as text, not as colour alone', () => {
    const svg = svgOf(scenario, conducts, 3);
    expect(textsOf(svg, 'on')).toEqual(['★S1', '★S1', '★S2', 'S1']);
    expect(textsOf(svg, 'differs')).toEqual(['≠']);
    expect(textsOf(svg, 'number')).toEqual(['1', '2', '3', '▼ 4']);
    expect(svg.querySelectorAll('rect.bar')).toHaveLength(3);
    expect(svg.querySelectorAll('rect.witness')).toHaveLength(1);
  });

  test('shows the time that passes and the wall clock where it changes', () => {
    const svg = svgOf(scenario);
    expect(textsOf(svg, 'elapsed')).toEqual(['0ms', '30m 1ms']);
    expect(textsOf(svg, 'wall')).toEqual(['09:00:00', '2026-03-02', '09:30:00.001']);
    expect(svg.querySelectorAll('path.wait')).toHaveLength(1);
  });

  test('each way to move a clock looks different', () => {
    const svg = svgOf(
      caseOf([
        { kind: 'sleep', durationMs: 86_400_000 },
        { kind: 'setClock', byMs: -1000 },
        { kind: 'setClock', byMs: 1000 },
        { kind: 'timeZone', zone: 'Europe/Berlin' },
        load,
      ]),
    );
    expect(textsOf(svg, 'jump')).toEqual(['z z', '«', '»', 'TZ']);
    expect(textsOf(svg, 'wall')).toEqual(['09:00:00', '2026-03-02', '09:00:00', '2026-03-03', '08:59:59', '09:00:00']);
  });

  test('says all that a call can lead to', () => {
    const all = [
      { kind: 'message', start: false },
      { kind: 'no message' },
      { kind: 'throw' },
      { kind: 'return', session: 2 },
      { kind: 'return', session: 'none' },
    ] as const;
    const svg = svgOf(
      caseOf([load, ...all.map(() => track('one'))]),
      all.map((observed, index) => ({ step: index + 1, observed })),
    );
    expect(textsOf(svg, 'chip')).toEqual(['no session', '✕ none', '! throws', '→ S2', '→ none']);
  });

  test('is one picture with a text for those who do not see it', () => {
    const svg = svgOf(scenario);
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe('A "timeline" <b>');
  });

  test('an instant beyond what a date can say is shown as it is', () => {
    const svg = svgOf(caseOf([{ kind: 'setClock', byMs: 8_900_000_000_000_000 }, load]));
    expect(textsOf(svg, 'wall').at(-1)).toMatch(/^890\d+$/);
  });

  test('devices are named where there are several, and long texts are cut', () => {
    const svg = svgOf(
      caseOf([load, on('tab1', load, 'device2'), on('tab1', track('a name that is far too long'), 'device2')]),
    );
    expect(textsOf(svg, 'lane')).toEqual(['device1', 'device2', 'device1 tab1', 'device2 tab1']);
    expect(textsOf(svg, 'detail')).toEqual(['"a name that…']);
  });

  test('every class of the drawing is painted', () => {
    const svg = svgOf(scenario, conducts, 3);
    const used = new Set([...svg.querySelectorAll('[class]')].flatMap(({ classList }) => [...classList]));
    // The text of a message that was sent has the style of all texts.
    expect([...used].filter((name) => name !== 'sent' && !svgStyle.includes(`.${name}`))).toEqual([]);
  });
});
