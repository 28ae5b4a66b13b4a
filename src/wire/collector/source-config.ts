import type { JsonObject } from '../../record/timeline.js';

/**
 * What a control plane says of a source without destinations: the SDK sends everything to the data plane, and neither
 * errors nor metrics of its own anywhere. It has the keys that the vendor's SDKs for web and mobile ask for.
 */
export const plainSourceConfig: JsonObject = {
  isHosted: true,
  source: {
    id: 'lapse-source',
    name: 'Lapse',
    writeKey: 'lapse-write-key',
    workspaceId: 'lapse-workspace',
    enabled: true,
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
    destinations: [],
    createdAt: '2022-12-01T00:00:00.000Z',
    updatedAt: '2022-12-01T00:00:00.000Z',
  },
};
