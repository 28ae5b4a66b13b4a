import type { Deviation, Suspicion } from '../deviation.js';
import { boundary } from './boundary.js';
import { campaign } from './campaign.js';
import { cap } from './cap.js';
import { fromTheStart } from './from-the-start.js';
import { midnight } from './midnight.js';
import { order } from './order.js';
import { otherTimeout } from './other-timeout.js';
import { rows } from './rows.js';
import { unitBeginnings } from './unit-beginnings.js';
import { users } from './users.js';
import { wholeUnits } from './whole-units.js';

/** Of two that explain as much, the one that comes first is told. */
const suspects = [
  boundary,
  wholeUnits,
  unitBeginnings,
  otherTimeout,
  fromTheStart,
  cap,
  midnight,
  campaign,
  rows,
  users,
  order,
];

/** All hypotheses about a query. */
export function deviationsFor(suspicion: Suspicion): readonly Deviation[] {
  return suspects.flatMap((suspect) => suspect(suspicion));
}
