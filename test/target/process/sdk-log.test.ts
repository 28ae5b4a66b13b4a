import { describe, expect, test } from 'vitest';
import { logLine, SdkLog } from '../../../src/target/process/sdk-log.js';

function heard() {
  const lines: string[] = [];
  return { lines, log: new SdkLog((level, text) => lines.push(`${level} ${text}`)) };
}

describe('the standard error of an adapter as a log', () => {
  test('has the level that a line begins with, and is information without one', () => {
    expect(logLine('warn: a short timeout')).toEqual({ level: 'warn', text: 'a short timeout' });
    expect(logLine('error:')).toEqual({ level: 'error', text: '' });
    expect(logLine('warning: no level of ours')).toEqual({ level: 'info', text: 'warning: no level of ours' });
  });

  test('is told line by line, without empty ones', () => {
    const { lines, log } = heard();
    expect(log.take(Buffer.from('debug: one\n\n  \ntw'))).toBe(true);
    log.take(Buffer.from('o\n'));
    expect(lines).toEqual(['debug one', 'info two']);
  });

  test('shows its last line, which need not have ended, to say why a program did', () => {
    const { log } = heard();
    expect(log.last).toBe('');
    log.take(Buffer.from('Traceback\nValueError: x\n\n'));
    expect(log.last).toBe('ValueError: x');
    log.take(Buffer.from('Segmentation fault'));
    expect(log.last).toBe('Segmentation fault');
  });

  test('has a limit for each timeline, and leaves out a line that is too long', () => {
    const { lines, log } = heard();
    const piece = Buffer.alloc(1_048_576, 'x');
    expect(log.take(piece)).toBe(true);
    expect(lines).toEqual(['info a line that is too long to show']);
    for (let taken = 1; taken < 4; taken++) expect(log.take(piece)).toBe(true);
    expect(log.take(piece)).toBe(false);
    log.beginTimeline();
    expect(log.take(piece)).toBe(true);
    log.beginTimeline();
    expect(log.take(Buffer.from('x\n'.repeat(20_000)))).toBe(true);
    expect(log.take(Buffer.from('x\n'))).toBe(false);
  });
});
