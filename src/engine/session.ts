import { mark } from './marks.js';

/** The session itself: a flat record, and the questions that time asks of it. No configuration, no storage, no input. */
export interface Session {
  /** A text only where rules take over what was damaged. */
  readonly id: number | string;
  /** `manual`: the application started it and only the application ends it. */
  readonly mode: 'automatic' | 'manual';
  /** Wall clock, in milliseconds since the epoch, from which the cut-off counts: that of the start. */
  readonly startedAtMs: number;
  /** Wall clock of the last event; of the start as long as there was none. */
  readonly lastActivityMs: number;
  /** The start marker has not been sent yet. */
  readonly startPending: boolean;
  /** Wall clock at which the cut-off ends it, under rules that write that down. */
  readonly cutOffEndsMs?: number;
}

/** Whether a stretch of time that is exactly as long as the limit still belongs to the session. */
export type Boundary = 'exclusive' | 'inclusive';

/** Whether `durationMs` is beyond `limitMs`; with an `inclusive` boundary, exactly the limit is beyond already. */
export function isBeyond(durationMs: number, limitMs: number, boundary: Boundary): boolean {
  if (durationMs === limitMs) return mark(`boundary/${boundary}`, boundary === 'inclusive');
  return durationMs > limitMs;
}

/** @param startedAtMs from when the cut-off counts, if that is not the moment at which it begins */
export function beginSession(id: number, mode: Session['mode'], nowMs: number, startedAtMs: number = nowMs): Session {
  return { id, mode, startedAtMs, lastActivityMs: nowMs, startPending: true };
}

/** The session after something that postpones its end. It happens with every event, and naming the fields is far quicker than spreading them. */
export function recordActivity(session: Session, nowMs: number): Session {
  if (session.cutOffEndsMs !== undefined) return { ...session, lastActivityMs: nowMs };
  const { id, mode, startedAtMs, startPending } = session;
  return { id, mode, startedAtMs, lastActivityMs: nowMs, startPending };
}

/** The session after an event has taken its start marker: for all events but the first, the same one. */
export function recordEvent(session: Session): Session {
  if (!session.startPending) return session;
  if (session.cutOffEndsMs !== undefined) return { ...session, startPending: false };
  const { id, mode, startedAtMs, lastActivityMs } = session;
  return { id, mode, startedAtMs, lastActivityMs, startPending: false };
}
