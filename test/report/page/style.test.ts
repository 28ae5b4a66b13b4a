import { describe, expect, test } from 'vitest';
import { pageStyle, palettes } from '../../../src/report/page/style.js';

/** The relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink', 'quiet', 'link', 'pass', 'fail', 'known', 'unsure'] as const;
const grounds = ['paper', 'card', 'shade', 'witness', 'related'] as const;

describe('the colours of a page', () => {
  test('the measure is that of WCAG', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
  });

  describe.each(Object.entries(palettes))('%s', (_, palette) => {
    test.each(grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)))(
      '%s can be read on %s',
      (text, ground) => {
        expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
      },
    );
  });

  test('what is written on a session can be read', () => {
    const bars = [...pageStyle.matchAll(/\.bar\.(s\d)\{fill:(#[0-9a-f]{6})\}\.lanes \.on\.\1\{fill:(#[0-9a-f]{3})\}/g)];
    expect(bars).toHaveLength(6);
    for (const [, name, bar = '', text = ''] of bars) {
      const whole = text.replace(/[0-9a-f]/g, '$&$&');
      expect(contrast(bar, whole), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('it fetches nothing', () => {
    expect(pageStyle).not.toMatch(/url\(|@import|https?:/);
  });
});
