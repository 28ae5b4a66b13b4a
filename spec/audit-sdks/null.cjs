/** Audit SDK of Lapse: accepts every call, and nothing ever leaves the page. */
class RudderAnalytics {
  load() {}
  track() {}
  page() {}
  identify() {}
  group() {}
  alias() {}
  startSession() {}
  endSession() {}
  reset() {}
  consent() {}
  getSessionId() {
    return null;
  }
}

module.exports = { RudderAnalytics };
