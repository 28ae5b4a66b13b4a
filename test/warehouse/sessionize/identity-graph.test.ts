import { expect, test } from 'vitest';
import { IdentityGraph } from '../../../src/warehouse/sessionize/identity-graph.js';

test('ids that are joined over others are one, and the first that came stands for all', () => {
  const graph = new IdentityGraph();
  graph.link(5, 4);
  graph.link(9, 2_000);
  graph.link(7, 4);
  graph.link(7, 3);
  graph.link(3, 3);
  expect([3, 4, 5, 7].map((code) => graph.rootOf(code))).toEqual([3, 3, 3, 3]);
  expect([9, 2_000, 1, 100_000].map((code) => graph.rootOf(code))).toEqual([9, 9, 1, 100_000]);
});
