"""An adapter between Lapse and an SDK in Python: one message a line comes in, one answer a line goes out.

    npx lapse doctor --adapter "python3 adapter.py"     what works, what does not yet, and why
    npx lapse run --adapter "python3 adapter.py"        the verdict

Your SDK goes in wherever `missing` is called. spec/PROTOCOL.md of Lapse says what each message means.
"""

import json
import sys

# Who is judged, and what can be asked of it. List a capability once its place below is filled in: scenarios that need
# more are skipped. spec/PROTOCOL.md has the list.
HELLO = {
    "protocol": 1,
    "sdk": {"name": "my-sdk", "version": "0.0.0"},
    "platform": "web",  # or "mobile"
    "policy": "announcement-web",  # what holds where no requirement decides: npx lapse list --what policies
    "clock": "told",  # or "host", for an SDK that can only read the clock of the machine
    "capabilities": ["load", "track"],
}


class NotYet(Exception):
    """A place that is not filled in; Lapse blames the adapter for it, not the SDK."""


def missing(what):
    raise NotYet(f"your SDK goes in here: {what}")


class Adapter:
    def __init__(self):
        self.now_ms = 0  # The wall clock, in milliseconds since the epoch. Let your SDK read it here.

    def open(self, start_ms, seed):
        """A new timeline, on devices that are as new: forget what your SDK has stored, and stop what is loaded."""
        self.now_ms = start_ms

    def move_clock(self, wall_ms, move):
        """Time has passed ("tick"), the device has slept ("sleep"), or somebody has set the clock ("set")."""
        self.now_ms = wall_ms  # After "tick" and "sleep", fire the timers of your SDK that are due.

    def step(self, action, data_plane_url, client, device):
        """Does one step, and returns what the call returned. Send to `data_plane_url`, and return once it is sent."""
        kind = action["kind"]
        if kind == "load":
            return missing('load it in Adapter.step of adapter.py, where kind == "load"')
        if kind == "event":  # `name` is the event of a track, the user id of an identify; `properties` may be absent.
            return missing(f'call its {action["type"]} in Adapter.step of adapter.py, where kind == "event"')
        # Add startSession, endSession, reset, getSessionId, reload, restart, close and so on, one capability at a time.
        raise NotYet(f"adapter.py does not know the step {kind}")


def answer(adapter, message):
    command = message["command"]
    if command == "hello":
        return HELLO
    if command == "open":
        adapter.open(message["startMs"], message["seed"])
    if command == "clock":
        adapter.move_clock(message["wallMs"], message["move"])
    if command == "step":
        try:
            value = adapter.step(message["action"], message["dataPlaneUrl"], message["client"], message["device"])
            return {} if value is None else {"value": value}
        except NotYet as place:
            return {"error": str(place)}
        except Exception as error:  # What your SDK throws at the application is part of what is judged.
            return {"threw": repr(error)}
    return {}


def main():
    answers, sys.stdout = sys.stdout, sys.stderr  # What your SDK prints is its log, and no answer.
    adapter = Adapter()
    for line in sys.stdin:
        message = json.loads(line)
        print(json.dumps({"id": message["id"], **answer(adapter, message)}), file=answers, flush=True)


if __name__ == "__main__":
    main()
