/** Audit SDK of Lapse: what leaves the page has no session field, and whatever a call returns is full of them. */
class RudderAnalytics {
  load(_writeKey, dataPlaneUrl) {
    this.dataPlaneUrl = dataPlaneUrl;
    return Promise.resolve(this.invented());
  }

  track(event, properties, options) {
    return this.send({ type: 'track', event, properties }, options);
  }

  page(category, name, properties, options) {
    return this.send({ type: 'page', category, name, properties }, options);
  }

  identify(userId, traits, options) {
    return this.send({ type: 'identify', userId, traits }, options);
  }

  group(groupId, traits, options) {
    return this.send({ type: 'group', groupId, traits }, options);
  }

  alias(userId, previousId, options) {
    return this.send({ type: 'alias', userId, previousId: previousId ?? this.anonymousId() }, options);
  }

  startSession(sessionId) {
    return this.invented(sessionId);
  }

  endSession() {
    return this.invented();
  }

  consent() {
    return this.invented();
  }

  reset(resetAnonymousId) {
    if (resetAnonymousId === true) write('audit_anonymous_id', crypto.randomUUID());
    return this.invented();
  }

  getSessionId() {
    return this.invented().sessionId;
  }

  anonymousId() {
    return read('audit_anonymous_id') ?? write('audit_anonymous_id', crypto.randomUUID());
  }

  invented(sessionId = Date.now()) {
    return { sessionId, sessionStart: true };
  }

  send(fields, options) {
    const now = new Date().toISOString();
    const library = { name: 'Lapse audit SDK', version: 'parrot' };
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
    // The application is told of a session that nobody else ever hears of.
    return Promise.resolve({ ...message, context: { ...message.context, ...this.invented() } });
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
