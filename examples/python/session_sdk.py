"""A small analytics SDK that tracks sessions by the announcement of 2022, on the web or on a phone.

It needs nothing but the standard library. What it persists is in the dictionary that it is given, which the tabs of one
browser share; the time comes from `now`, in milliseconds since the epoch.
"""

import json
import random
import sys
import uuid
from datetime import datetime, timezone
from http.client import HTTPConnection, HTTPException
from urllib.parse import parse_qsl, urlsplit

NAME, VERSION = "session_sdk", "1.0.0"
DEFAULT_TIMEOUT_MS = {"web": 30 * 60_000, "mobile": 5 * 60_000}
REMEMBERED_IDS = 1_000

PHONE = {
    "app": {"name": "Example", "version": "1", "build": "1", "namespace": "example.app"},
    "device": {"id": "phone", "manufacturer": "Example", "model": "Phone", "name": "phone", "type": "Phone"},
    "network": {"wifi": True},
    "os": {"name": "Example", "version": "1"},
    "screen": {"density": 2, "height": 1920, "width": 1080},
    "timezone": "UTC",
}


class SessionSdk:
    """One tab, or one run of an app: calls in, messages out."""

    def __init__(self, platform, storage, now, random_source=None, expire_late=False):
        self.platform, self.storage, self.now = platform, storage, now
        self.random = random_source or random.Random()
        self.grace_ms = 60_000 if expire_late else 0
        self.automatic, self.timeout_ms = True, DEFAULT_TIMEOUT_MS[platform]
        self.url, self.connection, self.path = "", None, ""

    # --- what an application calls -------------------------------------------------------------------------------

    def load(self, data_plane_url, url="", auto_track=True, timeout=None):
        where = urlsplit(data_plane_url)
        self.connection, self.path, self.url = HTTPConnection(where.netloc, timeout=10), where.path, url
        self.automatic = auto_track is not False
        if is_milliseconds(timeout):
            self.timeout_ms = timeout
        elif timeout is not None:
            print(f"warn: the timeout is not a whole number of milliseconds: {timeout!r}", file=sys.stderr, flush=True)
        self.storage.setdefault("anonymousId", self._uuid())
        self.storage["ended"] = False
        session = self.storage.get("session")
        if session and (self._is_over(session) or (not session["manual"] and not self.automatic)):
            self.storage["session"] = None
        self.flush()

    def event(self, kind, name="", properties=None, context=None, category=None, previous_id=None):
        if kind == "identify":
            self._identify(name)
        session = self._session_of_event()
        message = {
            "type": kind,
            "channel": self.platform,
            "messageId": self._uuid(),
            "originalTimestamp": iso(self.now()),
            "anonymousId": self.storage["anonymousId"],
            "userId": self.storage.get("userId", ""),
            **self._body(kind, name, properties or {}, category, previous_id),
            "context": {**(context or {}), **self._context(kind, properties)},
        }
        for field in ("sessionId", "sessionStart"):
            message["context"].pop(field, None)
        if session:
            message["context"]["sessionId"] = session["id"]
            if session.pop("pending", False):
                message["context"]["sessionStart"] = True
            session["lastMs"] = self.now()
        self.storage.setdefault("queue", []).append(message)
        self.flush()

    def start_session(self, session_id=None):
        valid = is_milliseconds(session_id) and session_id > 0
        self._begin(manual=True, session_id=int(session_id) if valid else None)
        self.storage["ended"] = False

    def end_session(self):
        self.storage["session"], self.storage["ended"] = None, True

    def reset(self, anonymous_id=False):
        self.storage["userId"] = ""
        if anonymous_id:
            self.storage["anonymousId"] = self._uuid()
        self._renew()

    def get_session_id(self):
        session = self.storage.get("session")
        return session["id"] if session and not self._is_over(session) else None

    def flush(self):
        """Sends what waits, in its order, and stops at the first message that is not taken."""
        queue = self.storage.get("queue", [])
        while queue and self.connection and self._post({**queue[0], "sentAt": iso(self.now())}):
            queue.pop(0)
        if self.connection:
            # A server ends a connection on which nothing happens, and the next message would be lost on it.
            self.connection.close()

    # --- sessions -------------------------------------------------------------------------------------------------

    def _session_of_event(self):
        session = self.storage.get("session")
        if session and not self._is_over(session):
            return session
        if not self.automatic or (not session and self.storage["ended"]):
            return None
        return self._begin(manual=False)

    def _is_over(self, session):
        idle_ms = self.now() - session["lastMs"]
        return not session["manual"] and idle_ms >= self.timeout_ms + self.grace_ms

    def _begin(self, manual, session_id=None):
        issued = self.storage.setdefault("issued", [])
        if session_id is None:
            session_id = self.now()
            while session_id in issued:
                session_id += 1
        self.storage["issued"] = [*issued, session_id][-REMEMBERED_IDS:]
        session = {"id": session_id, "manual": manual, "lastMs": self.now(), "pending": True}
        self.storage["session"] = session
        return session

    def _renew(self):
        """The session gives way to one of the same kind; an automatic one begins with its first event."""
        session = self.storage.get("session")
        self.storage["session"] = None
        if session and session["manual"]:
            self._begin(manual=True)

    def _identify(self, user_id):
        known = self.storage.get("userId", "")
        if known and user_id and known != user_id:
            self._renew()
        if user_id:
            self.storage["userId"] = user_id

    # --- messages -------------------------------------------------------------------------------------------------

    def _body(self, kind, name, properties, category, previous_id):
        if kind == "track":
            return {"event": name, "properties": properties}
        if kind in ("page", "screen"):
            named = {"name": name} if name else {}
            return {**named, **({"category": category} if category else {}), "properties": properties}
        if kind == "group":
            return {"groupId": name, "traits": properties}
        if kind == "alias":
            known = self.storage.get("userId") or self.storage["anonymousId"]
            return {"previousId": previous_id or known, "userId": name}
        return {}

    def _context(self, kind, properties):
        where = urlsplit(self.url)
        page = {"url": self.url, "path": where.path, "search": f"?{where.query}" if where.query else ""}
        campaign = {
            "name" if key == "utm_campaign" else key[len("utm_") :]: value
            for key, value in parse_qsl(where.query)
            if key.startswith("utm_")
        }
        return {
            "library": {"name": NAME, "version": VERSION},
            **(PHONE if self.platform == "mobile" else {"page": page, "campaign": campaign}),
            **({"traits": properties or {}} if kind == "identify" else {}),
        }

    def _post(self, message):
        try:
            body = json.dumps(message).encode()
            path = f"{self.path}/v1/{message['type']}"
            self.connection.request("POST", path, body, {"Content-Type": "application/json"})
            response = self.connection.getresponse()
            response.read()
            return 200 <= response.status < 300
        except (OSError, HTTPException):
            return False

    def _uuid(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))


def is_milliseconds(value):
    return not isinstance(value, bool) and isinstance(value, (int, float)) and value >= 0 and value % 1 == 0


def iso(ms):
    moment = datetime.fromtimestamp(ms / 1000, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"
