/** What a program may use: the generators and the laws, for property tests, and the targets that Lapse can play. */
export { type Law, laws } from './fuzz/laws.js';
export { type TimelineOptions, timelines } from './fuzz/timelines.js';
export type { Step, StepAction, Timeline } from './record/timeline.js';
export type { TargetDescription, Trace, TraceEntry } from './record/trace.js';
export type { Finding } from './record/verdict.js';
export { InputError } from './spec/input-error.js';
export {
  type AdapterSettings,
  meetAdapter,
  openTarget,
  type Target,
  type TargetOptions,
  UntestableError,
} from './target/index.js';
