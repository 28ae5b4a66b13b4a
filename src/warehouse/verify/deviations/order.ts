import type { Deviation, Suspect } from '../deviation.js';
import { byId } from '../reading.js';

const otherTies: Deviation = {
  sentence: 'sorts ties the other way: of events of one instant it looks first at the one with the greatest id',
  apply: (reading) => ({ ...reading, order: (one, other) => one.timeMs - other.timeMs || byId(other, one) }),
};

/** In which order events are looked at. That of events of one instant matters to no rule but the campaign. */
export const order: Suspect = ({ rules: { splitsAtCampaign } }) => [
  ...(splitsAtCampaign === true ? [otherTies] : []),
  {
    sentence: 'looks at events in the order of their ids or of their arrival, and not of time',
    apply: (reading) => ({ ...reading, order: byId }),
  },
];
