/** Audit SDK of Lapse: sends every event, at once and well-formed, and never a session field. */
class RudderAnalytics {
  load(_writeKey, dataPlaneUrl) {
    this.dataPlaneUrl = dataPlaneUrl;
  }

  track(event, properties, options) {
    this.send({ type: 'track', event, properties }, options);
  }

  page(category, name, properties, options) {
    this.send({ type: 'page', category, name, properties }, options);
  }

  identify(userId, traits, options) {
    this.send({ type: 'identify', userId, traits }, options);
  }

  group(groupId, traits, options) {
    this.send({ type: 'group', groupId, traits }, options);
  }

  alias(userId, previousId, options) {
    this.send({ type: 'alias', userId, previousId: previousId ?? this.anonymousId() }, options);
  }

  startSession() {}

  endSession() {}

  consent() {}

  reset(resetAnonymousId) {
    if (resetAnonymousId === true) write('audit_anonymous_id', crypto.randomUUID());
  }

  getSessionId() {
    return null;
  }

  anonymousId() {
    return read('audit_anonymous_id') ?? write('audit_anonymous_id', crypto.randomUUID());
  }

  send(fields, options) {
    const now = new Date().toISOString();
    const library = { name: 'Lapse audit SDK', version: 'echo' };
    const message = {
      messageId: crypto.randomUUID(),
      channel: 'web',
      anonymousId: this.anonymousId(),
      originalTimestamp: now,
      sentAt: now,
      ...fields,
      // What the application says of a session is not sent on.
      context: { ...options?.context, sessionId: undefined, sessionStart: undefined, library },
    };
    const request = new XMLHttpRequest();
    request.open('POST', `${this.dataPlaneUrl}/v1/${fields.type}`);
    request.send(JSON.stringify(message));
  }
}

/** What cannot be stored lasts as long as the page. */
const memory = new Map();

function read(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {}
  return value;
}

module.exports = { RudderAnalytics };
