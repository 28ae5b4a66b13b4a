import { mobileFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

/** Documented today, so that it breaks the announcement alone. */
export const idleInTheForeground: Quirk = {
  id: 'idle-in-the-foreground',
  title: 'a session lives through any time without events, as long as the application stays in the foreground',
  families: mobileFamilies,
  requirements: ['SES-TIMEOUT-015'],
  source:
    'rudder-sdk-android 1.28.0, RudderUserSessionManager.java:15-31, 51-57; rudder-sdk-ios 1.31.0, RSEventRepository.m:126-132; rudder-sdk-kotlin 1.6.0, SessionTrackingObserver.kt:18-35; rudder-sdk-swift 1.3.1, SessionHandler.swift:38-45, 103-107; rudder-sdk-react-native 3.1.0, RNUserSessionPlugin.java; rudder-sdk-flutter at 5b31a64, RudderSdkFlutterPlugin.java:366-369',
  link: 'https://github.com/rudderlabs/rudder-sdk-ios/issues/558',
  apply: (rules) => ({ ...rules, expiryCheck: 'foreground' }),
};
