import type { Deviation, Suspect } from '../deviation.js';

const emptyText: Deviation = {
  sentence: 'takes an empty text for a campaign',
  apply: (reading) => ({ ...reading, namesCampaign: (campaign) => campaign !== undefined }),
};

const unasked: Deviation = {
  sentence: 'ends sessions at another campaign, and nobody asked for that',
  apply: (reading) => ({
    ...reading,
    endsByCampaign: ({ campaign, lastCampaign }) => campaign !== undefined && campaign !== lastCampaign,
  }),
};

const others: readonly Deviation[] = [
  {
    sentence: 'does not end a session at another campaign',
    apply: (reading) => ({ ...reading, endsByCampaign: () => false }),
  },
  {
    sentence:
      'compares a campaign with the event before alone, and does not carry it across events that name none: it misses the change after them',
    apply: (reading) => ({
      ...reading,
      endsByCampaign: ({ campaign, campaignBefore }) =>
        campaign !== undefined && campaignBefore !== undefined && campaign !== campaignBefore,
    }),
  },
  {
    sentence: 'takes an event that names no campaign for one of another campaign',
    apply: (reading) => ({ ...reading, endsByCampaign: ({ campaign, campaignBefore }) => campaign !== campaignBefore }),
  },
  {
    sentence:
      'compares a campaign with the event before alone, so that the same campaign begins a session after an event that names none',
    apply: (reading) => ({
      ...reading,
      endsByCampaign: ({ campaign, campaignBefore }) => campaign !== undefined && campaign !== campaignBefore,
    }),
  },
  {
    sentence: 'does not begin a session at the first campaign that a user is given',
    apply: (reading) => ({
      ...reading,
      endsByCampaign: ({ campaign, lastCampaign }) =>
        campaign !== undefined && lastCampaign !== undefined && campaign !== lastCampaign,
    }),
  },
  {
    sentence: 'forgets the campaign at the end of a session',
    apply: (reading) => ({
      ...reading,
      endsByCampaign: ({ campaign, campaignOfSession }) => campaign !== undefined && campaign !== campaignOfSession,
    }),
  },
  emptyText,
];

/** Campaigns that are not asked for, not looked at, or not carried forward. */
export const campaign: Suspect = ({ rules: { splitsAtCampaign } }) => (splitsAtCampaign === true ? others : [unasked]);
