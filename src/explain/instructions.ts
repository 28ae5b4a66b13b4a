import { configValue } from '../record/config-value.js';
import { isLifecycleEvent } from '../record/lifecycle-events.js';
import type { ConfigValue, JsonObject, LoadConfig, StepAction, Timeline } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import { configParts } from './step-text.js';

/** One step for the person, or the device farm, that plays it. */
export interface Instruction {
  /** The number of the step, from 1, as everywhere in Lapse. */
  readonly number: number;
  /** Plain sentences. */
  readonly text: string;
  /** How long to wait, if that is what there is to do. */
  readonly waitMs?: number;
  /** What to write down meanwhile. */
  readonly note?: string;
}

/** The steps of a timeline for somebody with an app, or a page, in front of him. */
export function instructionsOf({ steps }: Timeline, platform: Platform): Instruction[] {
  const clients = new Set(steps.map(({ client }) => client));
  return steps.map(({ action, client }, index) => {
    const where = clients.size > 1 ? `In ${client}: ` : '';
    const text = where + (platform === 'mobile' ? onPhone(action) : inBrowser(action));
    const waits = action.kind === 'wait' || action.kind === 'sleep' ? { waitMs: action.durationMs } : {};
    const note = noteOn(action);
    return { number: index + 1, text, ...waits, ...(note === undefined ? {} : { note }) };
  });
}

function noteOn(action: StepAction): string | undefined {
  if (action.kind === 'getSessionId') return 'what it returned: no capture shows it';
  if (action.kind === 'wait' || action.kind === 'sleep') return 'how long it was, if it was another time';
  return undefined;
}

function onPhone(action: StepAction): string {
  switch (action.kind) {
    case 'load':
      return `Start the app${withConfig(action.config)}.`;
    case 'background':
      return 'Leave the app for the home screen. Do not close it.';
    case 'foreground':
      return 'Come back to the app.';
    case 'restart':
      return `Close the app for good (swipe it away), and start it again${withConfig(action.config)}.`;
    case 'crash':
      return `Stop the app by force (on Android in its settings, or adb shell am force-stop), and start it again${withConfig(action.config)}.`;
    case 'close':
      return 'Close the app for good (swipe it away).';
    default:
      return anywhere(action);
  }
}

function inBrowser(action: StepAction): string {
  switch (action.kind) {
    case 'load':
      return `Let the page load the SDK${configured(action.config)}.`;
    case 'background':
      return 'Switch to another tab. Do not close this one.';
    case 'foreground':
      return 'Come back to the tab.';
    case 'reload':
      return `Reload the page${withConfig(action.config)}.`;
    case 'navigate':
      return `Go to the page ${action.url}${withConfig(action.config)}.`;
    case 'restart':
      return `Close the browser, open it again, and open the page${withConfig(action.config)}.`;
    case 'crash':
      return `End the browser by force, open it again, and open the page${withConfig(action.config)}.`;
    case 'close':
      return 'Close the tab.';
    default:
      return anywhere(action);
  }
}

function anywhere(action: StepAction): string {
  switch (action.kind) {
    case 'event':
      return action.type === 'track' && isLifecycleEvent(action.name)
        ? `Do nothing: the SDK tracks ${JSON.stringify(action.name)} by itself.`
        : `Let the app call ${call(action.type, action.name)}${beside(action)}.`;
    case 'wait':
      return `Wait ${inWords(action.durationMs)}. Touch nothing meanwhile.`;
    case 'sleep':
      return `Lock the device, and leave it alone for ${inWords(action.durationMs)}. Then unlock it.`;
    case 'startSession':
      return `Let the app call ${action.sessionId === undefined ? 'startSession' : `startSession with ${valueText(action.sessionId)}`}.`;
    case 'reset':
      return `Let the app call reset${action.anonymousId === undefined ? '' : `, with anonymousId ${action.anonymousId}`}.`;
    case 'endSession':
    case 'getSessionId':
      return `Let the app call ${action.kind}.`;
    case 'consent':
      return `Consent${action.storage === undefined ? '' : `; the app then stores in ${action.storage}`}.`;
    case 'open':
      return `Open ${action.url} in the browser.`;
    case 'network':
      return action.state === 'offline' ? 'Turn on the flight mode.' : 'Turn off the flight mode.';
    case 'timeZone':
      return `Set the time zone of the device to ${action.zone}.`;
    case 'setClock':
      return `Set the clock of the device ${action.byMs < 0 ? 'back' : 'forward'} by ${inWords(Math.abs(action.byMs))}.`;
    case 'storage':
      return `Make what the device stores ${action.state}.`;
    case 'damage':
      return `Damage what the SDK has stored of the session: ${action.how}.`;
    case 'server':
      return `Let the data plane answer ${action.answer} from now on.`;
    case 'freeze':
      return 'Freeze the page.';
    case 'thaw':
      return 'Let the page go on.';
    default:
      return `Do this: ${action.kind}.`;
  }
}

function call(type: string, name: string | undefined): string {
  return name === undefined ? `${type} without a name or id` : `${type} ${JSON.stringify(name)}`;
}

function beside({ properties, context, category, previousId }: Extract<StepAction, { kind: 'event' }>): string {
  const parts: [string, JsonObject | string | undefined][] = [
    ['properties', properties],
    ['context', context],
    ['category', category],
    ['previous id', previousId],
  ];
  const told = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${JSON.stringify(value)}`]));
  return told.length === 0 ? '' : `, with ${told.join(', ')}`;
}

function withConfig(config: LoadConfig | undefined): string {
  return configured(config, 'whose SDK is ');
}

function configured(config: LoadConfig | undefined, whose = ''): string {
  const parts = configParts(config);
  return parts.length === 0 ? '' : `, ${whose}configured with ${parts.join(', ')}`;
}

function valueText(value: ConfigValue): string {
  const plain = configValue(value);
  return typeof plain === 'number' || plain === undefined ? String(plain) : JSON.stringify(plain);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

/** @example inWords(5_400_000) === '1 hour and 30 minutes' */
export function inWords(durationMs: number): string {
  let restMs = durationMs;
  const parts: string[] = [];
  for (const [unit, sizeMs] of units) {
    const count = Math.floor(restMs / sizeMs);
    restMs -= count * sizeMs;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  const last = parts.pop() ?? 'no time';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
