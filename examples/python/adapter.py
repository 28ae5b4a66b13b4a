"""Drives session_sdk.py for Lapse: reads a message a line, and writes an answer a line (spec/PROTOCOL.md)."""

import json
import random
import sys

from session_sdk import NAME, VERSION, SessionSdk

PLATFORM = "mobile" if "--mobile" in sys.argv else "web"
CAPABILITIES = """load track identify group alias startSession endSession reset getSessionId open restart crash close
    background foreground timeZone network sleep setClock server devices load.timeout load.autoTrack load.other
    startSession.sessionId reset.anonymousId event.context event.category alias.previousId any-value""".split()
CAPABILITIES += ["screen"] if PLATFORM == "mobile" else ["page", "reload", "navigate", "freeze", "thaw", "clients"]
NOT_JSON = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"), "undefined": None}


def value_of(value):
    return NOT_JSON[value["notJson"]] if isinstance(value, dict) and "notJson" in value else value


def step(message):
    action, device, client = message["action"], message["device"], (message["device"], message["client"])
    kind, page = action["kind"], pages.setdefault(client, {"url": "", "config": {}})
    page["url"] = action.get("url", page["url"])
    if kind in ("reload", "navigate", "restart", "crash", "close"):
        for each in [each for each in running if each == client or (each[0] == device and kind in ("restart", "crash"))]:
            del running[each]
    if kind in ("reload", "navigate", "restart", "crash") or (kind == "load" and client not in running):
        page["config"] = action.get("config", page["config"])
        sessions = {key: value_of(value) for key, value in page["config"].get("sessions", {}).items()}
        sdk = SessionSdk(PLATFORM, storages.setdefault(device, {}), lambda: now, seeded, "--expire-late" in sys.argv)
        sdk.load(message["dataPlaneUrl"], page["url"], sessions.get("autoTrack", True), sessions.get("timeout"))
        running[client] = sdk
    elif kind == "event":
        said = {key: action[key] for key in ("name", "properties", "context", "category") if key in action}
        running[client].event(action["type"], **said, previous_id=action.get("previousId"))
    elif kind == "startSession":
        running[client].start_session(value_of(action.get("sessionId")))
    elif kind == "endSession":
        running[client].end_session()
    elif kind == "reset":
        running[client].reset(action.get("anonymousId", False))
    elif kind == "getSessionId":
        return {"value": running[client].get_session_id()}


for line in sys.stdin:
    message, answer = json.loads(line), {}
    if message["command"] == "hello":
        answer = {"protocol": 1, "sdk": {"name": NAME, "version": VERSION}, "platform": PLATFORM,
                  "policy": f"announcement-{PLATFORM}", "clock": "told", "capabilities": CAPABILITIES}
    elif message["command"] == "open":
        now, seeded, storages, pages, running = message["startMs"], random.Random(message["seed"]), {}, {}, {}
    elif message["command"] == "clock":
        now = message["wallMs"]
        for sdk in running.values() if message["move"] == "tick" else []:
            sdk.flush()
    elif message["command"] == "step":
        answer = step(message) or {}
    print(json.dumps({"id": message["id"], **answer}), flush=True)
