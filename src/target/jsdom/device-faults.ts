import type { FaultStep } from '../../record/timeline.js';
import type { WebSdk } from '../web/sdk.js';
import type { BrowserProfile } from './device.js';

type StorageFault = Extract<FaultStep, { kind: 'storage' | 'damage' }>;

/**
 * Makes the storage of a device misbehave from now on.
 * @throws Error when nothing could be damaged: what follows would tell nothing
 */
export async function misbehave(profile: BrowserProfile, fault: StorageFault, sdk: WebSdk): Promise<void> {
  if (fault.kind === 'damage') {
    if (sdk.damageSession === undefined) throw new Error('how this SDK stores a session is not known to Lapse');
    if (sdk.damageSession(profile.places(), fault.how)) return;
    throw new Error('the SDK has stored nothing of a session that could be damaged, or stores it elsewhere');
  }
  if (fault.state === 'cleared') await profile.clear();
  else profile.condition = fault.state;
}
