import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/spec/input-error.js';
import { checkSyntax } from '../../../src/target/sdk/script-syntax.js';

function refusal(source: string): string {
  try {
    checkSyntax('./bundle.js', source);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the syntax of a script', () => {
  test.each([
    'exports.a = 1;',
    'return;',
    'var rudderanalytics = (() => 1)() // the end',
    'throw new Error("not run")',
  ])('a script is accepted, and not run: %s', (source) => {
    expect(refusal(source)).toBe('accepted');
  });

  const module = 'this is an ES module, which cannot be run as a script; allowed: the CommonJS, UMD or IIFE bundle';
  test.each([
    ['const a = ;', "./bundle.js:1:11: the script is broken: Unexpected token ';'"],
    ['let a = 1;\nlet a = 2;', "./bundle.js:2:5: the script is broken: Identifier 'a' has already been declared"],
    ['class A {\n', './bundle.js:2:1: the script ends too early'],
    ['class A {', './bundle.js:1:1: the script ends too early'],
    ['var a;\nexport { a };', `./bundle.js:2:1: ${module}`],
    ['import a from "a";', `./bundle.js:1:1: ${module}`],
    ['console.log(import.meta.url)', module],
  ])('%j is refused where it is wrong', (source, message) => {
    expect(refusal(source)).toContain(message);
  });
});
