import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

const shown = (text: string): string => text.replace(/^( {2}Node +)\S+$/m, '$1N');

// The promise: an adapter for an SDK in another language is begun in a minute, and the doctor says what to do next.
describe('lapse init adapter', () => {
  test('writes a skeleton that the doctor finds working up to where the SDK goes in', () => {
    withFolder((folder) => {
      const begun = lapse(['init', 'adapter', '--language', 'typescript', '--out', 'adapter'], { cwd: folder });
      expect(begun).toMatchObject({ code: 0, stderr: '' });
      expect(begun.stdout).toMatchInlineSnapshot(`
        "wrote adapter/adapter.mjs

        npx lapse doctor --adapter "node adapter/adapter.mjs"

        The doctor finds the adapter working up to the places where your SDK goes in, and names the next of them.
        docs/write-an-adapter.md of Lapse goes the whole way.
        "
      `);
      const doctor = ['doctor', '--adapter', 'node adapter/adapter.mjs'];
      const { code, stdout, stderr } = lapse([...doctor, '--strict-protocol'], { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(shown(stdout)).toMatchInlineSnapshot(`
        "lapse 0.1.0 · doctor · adapter:node adapter/adapter.mjs (adapter, executed) · edition 2022-12 · policy announcement-web
          Node     N
          target   my-sdk 0.0.0 (behind an adapter)

          adapter
            handshake    ok, my-sdk 0.0.0, web, policy announcement-web, clock told
            open, clock  ok
            load         not ok, the adapter could not do the step load: your SDK goes in here: load it in carryOut of
                         adapter.mjs, case 'load'
                         → fill in this step
            track        not tried, what comes before does not work
            further      not tried, not listed, so that scenarios which need them are skipped: page, identify, group, alias,
                         startSession, endSession, reset, getSessionId, consent, open, reload, navigate, restart,
                         crash, close, background, foreground, freeze, thaw, timeZone, storage, damage, network,
                         sleep, setClock, server, server.hang, clients, devices, load.timeout, load.autoTrack,
                         load.cutOff, load.other, load.storage, load.preConsent, startSession.sessionId,
                         reset.anonymousId, consent.storage, event.context, event.category, alias.previousId,
                         any-value

          the adapter is not ready, so that nothing is judged yet: load
        "
      `);
    });
  });
});
