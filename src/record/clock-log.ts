import type { ClockStep } from './timeline.js';
import type { Trace } from './trace.js';

/** A move of the clock, and what the clock showed right before it. */
export interface ClockMove {
  /** Index of the step. */
  readonly step: number;
  readonly device: string;
  readonly elapsedMs: number;
  readonly wallMs: number;
  readonly move: ClockStep;
}

/** Every move of the clock in a trace, in order. */
export function clockLog({ entries }: Trace): ClockMove[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'step') return [];
    const { step, device, elapsedMs, wallMs, action } = entry;
    return isMove(action) ? [{ step, device, elapsedMs, wallMs, move: action }] : [];
  });
}

function isMove(action: { readonly kind: string }): action is ClockStep {
  return ['wait', 'sleep', 'setClock', 'timeZone'].includes(action.kind);
}
