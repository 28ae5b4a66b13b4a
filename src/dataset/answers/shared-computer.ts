import { formatCell } from '../../sight/format.js';
import { barsPlot } from '../../sight/plots/bars.js';
import type { EventRow, UserData } from '../rows.js';
import { eventsByDevice } from './activity.js';
import type { AnswerPart } from './answer.js';

/** How one person left a computer to the next. */
type Left = 'logged out' | 'not logged out';

interface HandOver {
  /** How often it happened. */
  times: number;
  /** How often the first event of the second person was in a session of the first. */
  joined: number;
  /** Events of the second person that carry the user id of the first. */
  events: number;
}

/** What becomes of a computer that two people use, one after the other, by whether the first has logged out. */
export class SharedComputer {
  readonly #handOvers: Readonly<Record<Left, HandOver>> = {
    'logged out': { times: 0, joined: 0, events: 0 },
    'not logged out': { times: 0, joined: 0, events: 0 },
  };

  add(user: UserData): void {
    const ownIds = new Map([user.user, user.guest].map((each) => [each?.person, each?.userId]));
    for (const events of eventsByDevice(user).values()) {
      let handOver: HandOver | undefined;
      for (const [index, event] of events.entries()) {
        const before = events[index - 1];
        if (before !== undefined && before.person !== event.person) handOver = this.#handOver(before, event);
        const isWrong = event.userId !== undefined && event.userId !== ownIds.get(event.person);
        if (handOver !== undefined && isWrong) handOver.events += 1;
      }
    }
  }

  #handOver(before: EventRow, event: EventRow): HandOver {
    // A log-out makes another visitor of whoever comes next.
    const handOver = this.#handOvers[event.anonymousId === before.anonymousId ? 'not logged out' : 'logged out'];
    handOver.times += 1;
    if (event.sessionId === before.sessionId) handOver.joined += 1;
    return handOver;
  }

  answer(): AnswerPart {
    const found = Object.entries(this.#handOvers);
    const per = ({ times, joined }: HandOver): number => (times === 0 ? 0 : joined / times);
    const open = this.#handOvers['not logged out'];
    const description = `Hand-overs without a log-out: ${formatCell(open.times, 'count')}, of which ${formatCell(per(open), 'share')} are in the session of the person before`;
    return {
      title: 'A shared computer',
      text: [
        `Where the pupil before has not logged out, what the next one does is counted for the wrong pupil until the next one logs in, and within the timeout it is in the wrong session as well. ${description}; ${formatCell(open.events, 'count')} events carry the user id of the wrong pupil. Logging in is what ends it: \`identify\` with another user begins another session. After a log-out nothing is mixed, for \`reset\` makes another visitor and another session.`,
      ],
      columns: [
        { title: 'the pupil before', kind: 'text' },
        { title: 'hand-overs', kind: 'count' },
        { title: 'in the session of the pupil before', kind: 'share' },
        { title: 'events under the wrong user', kind: 'count' },
      ],
      rows: found.map(([left, handOver]) => [left, handOver.times, per(handOver), handOver.events]),
      plot: {
        name: 'shared-computer',
        alternative: description,
        svg: barsPlot(
          { title: 'events under the wrong user, by what the pupil before did', description },
          found.map(([label, { events }]) => ({ label, value: events })),
          (value) => formatCell(value, 'count'),
        ),
      },
    };
  }
}
