import type { Json } from '../../record/timeline.js';
import { shortened } from './trace-recorder.js';

/** What the SDK returned, as far as JSON can say it. */
export function asJson(value: unknown): Json {
  const text = JSON.stringify(value);
  if (text === undefined) return null;
  return shortened(text) === text ? JSON.parse(text) : shortened(text);
}
