import type { BranchId } from './branches.js';

/** Told of every branch that is taken, while somebody listens; nobody does when an SDK is judged. */
let listener: ((branch: BranchId) => void) | undefined;

/** Marks the branch as taken. With an outcome it returns that, so that it can stand where the decision is made. */
export function mark(branch: BranchId): void;
export function mark<Outcome>(branch: BranchId, outcome: Outcome): Outcome;
export function mark<Outcome>(branch: BranchId, outcome?: Outcome): Outcome | undefined {
  listener?.(branch);
  return outcome;
}

/** What `play` returns, and the branches that are taken meanwhile; it must not wait for anything. */
export function collectMarks<Result>(play: () => Result): { result: Result; taken: ReadonlySet<BranchId> } {
  const before = listener;
  const taken = new Set<BranchId>();
  listener = (branch) => taken.add(branch);
  try {
    return { result: play(), taken };
  } finally {
    listener = before;
  }
}
