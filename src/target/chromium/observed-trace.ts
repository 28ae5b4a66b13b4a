import type { Json, Step, Timeline } from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';
import { dataPlaneUrl } from '../rudderstack-js/calls.js';
import { logText } from '../web/log-text.js';
import { TraceRecorder } from '../web/trace-recorder.js';
import type { BrowserDevice } from './browser-device.js';
import type { DeviceReading, Observation } from './page/observation.js';
import type { Wire, WireRecord } from './wire.js';

/** A clock that shows what the clock of a device has shown when something was seen there. */
class ReportedClock {
  reading: DeviceReading;

  constructor(startMs: number) {
    this.reading = { elapsedMs: 0, wallMs: startMs, monotonicMs: 0, timersFired: 0 };
  }

  get timersFired(): number {
    return this.reading.timersFired;
  }

  read(): DeviceReading {
    return this.reading;
  }
}

/** A device, as far as a trace is made of it. */
type Watched = Pick<BrowserDevice, 'take'>;

/** Makes the trace of a timeline from what the devices say that they have seen, and what has arrived at the data plane. */
export class ObservedTrace {
  readonly #timeline: Timeline;
  readonly #target: string;
  readonly #devices: ReadonlyMap<string, Watched>;
  readonly #wire: Wire;
  readonly #clock: ReportedClock;
  readonly #recorder: TraceRecorder;
  /** What each device last said of its clock. */
  readonly #readings = new Map<string, DeviceReading>();

  constructor(
    timeline: Timeline,
    target: string,
    devices: ReadonlyMap<string, Watched>,
    wire: Wire,
    detailed: boolean,
  ) {
    this.#timeline = timeline;
    this.#target = target;
    this.#devices = devices;
    this.#wire = wire;
    this.#clock = new ReportedClock(timeline.startMs);
    this.#recorder = new TraceRecorder(timeline, this.#clock, detailed);
    for (const name of devices.keys()) this.#readings.set(name, this.#clock.reading);
  }

  beginStep(index: number): void {
    this.#recorder.beginStep(index);
  }

  /** @returns notes the message of what the step threw, if it did */
  step(step: Step): (threw: string | undefined) => void {
    this.#show(step.device);
    const at = this.#recorder.record({ kind: 'step', ...this.#recorder.at(step), action: step.action });
    return (threw) => this.#recorder.noteThrown(at, threw);
  }

  /** What a call returned, after all that was seen by then. */
  async returned(step: Step, value: Json): Promise<void> {
    await this.#collect();
    this.#show(step.device);
    this.#recorder.record({ kind: 'return', ...this.#recorder.at(step), value });
  }

  async endStep(): Promise<void> {
    await this.#collect();
    const device = this.#timeline.steps[0]?.device;
    if (device !== undefined) this.#show(device);
    for (const record of this.#wire.takeRest()) this.#request({ device: device ?? '', client: '' }, record);
    this.#recorder.endStep();
  }

  finish(): Trace {
    const readings = [...this.#readings.values()];
    return {
      timeline: this.#timeline.id,
      target: this.#target,
      entries: this.#recorder.entries,
      elapsedMs: readings[0]?.elapsedMs ?? 0,
      timersFired: readings.reduce((sum, { timersFired }) => sum + timersFired, 0),
    };
  }

  /** What was seen on several devices is put in the order of time. */
  async #collect(): Promise<void> {
    const taken = await Promise.all(
      [...this.#devices].map(async ([device, browser]) => {
        const { observations, at } = await browser.take();
        this.#readings.set(device, at);
        return observations.map((observation) => ({ device, observation }));
      }),
    );
    const all = taken.flat();
    if (this.#devices.size > 1) all.sort((one, other) => one.observation.at.elapsedMs - other.observation.at.elapsedMs);
    for (const { device, observation } of all) this.#record(device, observation);
  }

  #record(device: string, observation: Observation): void {
    this.#clock.reading = observation.at;
    const from = { device, client: observation.client };
    switch (observation.kind) {
      case 'log':
        this.#recorder.log(from, observation.level, this.#anywhere(logText(observation.values)));
        break;
      case 'write':
        this.#recorder.write(from, {
          ...observation,
          value: observation.value === undefined ? undefined : this.#anywhere(observation.value),
        });
        break;
      case 'request':
        this.#request(from, this.#wire.take(observation));
        break;
    }
  }

  #request(from: Pick<Step, 'device' | 'client'>, { method, path, body, status }: WireRecord): void {
    this.#recorder.request(from, { method, url: `${dataPlaneUrl}${path}`, body }, status);
  }

  /** A text of the page that may name the data plane, whose address on this machine means nothing elsewhere. */
  #anywhere(text: string): string {
    return text.replaceAll(this.#wire.url, dataPlaneUrl);
  }

  #show(device: string): void {
    this.#clock.reading = this.#readings.get(device) ?? this.#clock.reading;
  }
}
