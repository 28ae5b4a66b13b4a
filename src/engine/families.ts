/** Groups of SDK families, by the names of their policies, that have so much code or so much design in common. */

export const webFamilies: readonly string[] = ['rudderstack-web', 'rudderstack-web-legacy'];

/** The older mobile SDKs, in Java and Objective-C, and what is wrapped around them. */
export const firstMobileFamilies: readonly string[] = [
  'rudderstack-android',
  'rudderstack-ios',
  'rudderstack-react-native',
  'rudderstack-flutter',
];

export const mobileFamilies: readonly string[] = [
  'rudderstack-android',
  'rudderstack-ios',
  'rudderstack-kotlin',
  'rudderstack-swift',
  'rudderstack-react-native',
  'rudderstack-flutter',
];

export const allFamilies: readonly string[] = [...webFamilies, ...mobileFamilies];
