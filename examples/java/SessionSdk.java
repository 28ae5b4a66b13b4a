import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * A small analytics SDK with session tracking, as it was announced in 2022: a session is a run of events with no pause
 * as long as the timeout between two of them, and its id is the time of its first event.
 *
 * <p>What it knows is kept in the storage of the device and read anew at every call, so that the tabs of a browser, each
 * with an SDK of its own over the same storage, agree.
 */
final class SessionSdk {
  /** What the SDK is embedded in. */
  enum Platform {
    WEB(30 * 60_000L),
    MOBILE(5 * 60_000L);

    final long timeoutMs;

    Platform(long timeoutMs) {
      this.timeoutMs = timeoutMs;
    }
  }

  /** How many ids are remembered so that none is given out twice. */
  private static final int REMEMBERED_IDS = 1_024;

  private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final Map<String, Object> LIBRARY = Map.of("name", "session-sdk-java", "version", "1.0.0");
  private static final Map<String, Object> APP =
      Map.of("name", "Shop", "version", "1.0.0", "build", "1", "namespace", "example.shop");

  private final Platform platform;
  private final String url;
  private final Map<String, String> storage;
  private final LongSupplier clock;
  private final Delivery delivery;
  private final boolean isAutomatic;
  private final long timeoutMs;

  /** Seeded by hand to be wrong: inactivity is counted from the beginning of the session, not from the last event. */
  private final boolean countsFromStart;

  /** The state as it was read or written last, for a storage that has lost it. */
  private SessionState state;

  /**
   * Loads the SDK.
   *
   * @param url the address of the page; an application has none, and passes an empty text
   * @param options of the sessions: {@code autoTrack} and {@code timeout} in milliseconds, each of any type, since an
   *     application may pass what it likes; what makes no sense configures nothing
   * @param clock the wall clock, in milliseconds since the epoch
   */
  SessionSdk(
      Platform platform,
      String url,
      Map<String, Object> options,
      Map<String, String> storage,
      LongSupplier clock,
      Delivery delivery,
      boolean countsFromStart) {
    this.platform = platform;
    this.url = url;
    this.storage = storage;
    this.clock = clock;
    this.delivery = delivery;
    this.countsFromStart = countsFromStart;
    isAutomatic = !Boolean.FALSE.equals(options.get("autoTrack"));
    timeoutMs = options.get("timeout") instanceof Long length && length >= 0 ? length : platform.timeoutMs;
    state = SessionState.read(storage).orElseGet(SessionState::new);
    state.isEnded = false;
    boolean isManual = state.session != null && state.session.isManual;
    if (!isManual && (!isAutomatic || isIdle())) state.session = null;
    state.write(storage);
  }

  void track(String event, Map<String, Object> properties, Map<String, Object> context) {
    send("track", Map.of("event", event, "properties", properties), context);
  }

  /** The name may be empty, and the category null. */
  void page(String name, String category, Map<String, Object> properties, Map<String, Object> context) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!name.isEmpty()) fields.put("name", name);
    if (category != null) fields.put("category", category);
    fields.put("properties", properties);
    send(platform == Platform.WEB ? "page" : "screen", fields, context);
  }

  /** An empty user id names nobody. */
  void identify(String userId, Map<String, Object> traits, Map<String, Object> context) {
    recall();
    boolean isAnother = !userId.isEmpty() && !state.userId.isEmpty() && !userId.equals(state.userId);
    if (isAnother) renew();
    if (!userId.isEmpty()) state.userId = userId;
    Map<String, Object> withTraits = new LinkedHashMap<>(context);
    withTraits.put("traits", traits);
    state.write(storage);
    send("identify", Map.of(), withTraits);
  }

  void group(String groupId, Map<String, Object> traits, Map<String, Object> context) {
    send("group", Map.of("groupId", groupId, "traits", traits), context);
  }

  /** Without a previous id, which is null then, it is that of the known user, and of an unknown one the anonymous id. */
  void alias(String userId, String previousId, Map<String, Object> context) {
    recall();
    String known = state.userId.isEmpty() ? state.anonymousId : state.userId;
    send("alias", Map.of("userId", userId, "previousId", previousId == null ? known : previousId), context);
  }

  /** Starts a session that only the application ends. An id that is no positive whole number is replaced. */
  void startSession(Object id) {
    recall();
    state.isEnded = false;
    begin(true, id instanceof Long wanted && wanted > 0 ? wanted : null);
    state.write(storage);
  }

  void endSession() {
    recall();
    state.session = null;
    state.isEnded = true;
    state.write(storage);
  }

  /** Forgets the user and ends the session. */
  void reset(boolean anonymousId) {
    recall();
    state.userId = "";
    if (anonymousId) state.anonymousId = UUID.randomUUID().toString();
    renew();
    state.write(storage);
  }

  /** The id of the session, or null while there is none. */
  Long getSessionId() {
    recall();
    return state.session == null || isIdle() ? null : (Long) state.session.id;
  }

  private void send(String type, Map<String, Object> fields, Map<String, Object> callerContext) {
    recall();
    long nowMs = clock.getAsLong();
    if (state.session == null ? isAutomatic && !state.isEnded : isIdle()) begin(false, null);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("app", APP);
    context.put("library", LIBRARY);
    context.putAll(platform == Platform.WEB ? pageContext() : phoneContext());
    context.putAll(callerContext);
    context.remove("sessionId");
    context.remove("sessionStart");
    if (state.session != null) {
      context.put("sessionId", state.session.id);
      if (state.session.isPending) context.put("sessionStart", true);
      state.session.isPending = false;
      if (!countsFromStart) state.session.lastActivityMs = nowMs;
    }
    state.write(storage);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("channel", platform.name().toLowerCase());
    message.put("messageId", UUID.randomUUID().toString());
    message.put("originalTimestamp", TIMESTAMP.format(Instant.ofEpochMilli(nowMs)));
    message.put("anonymousId", state.anonymousId);
    message.put("userId", state.userId);
    message.putAll(fields);
    message.put("context", context);
    delivery.send(message);
  }

  /** Another tab may have changed what is stored; where it is lost, what this one remembers holds. */
  private void recall() {
    state = SessionState.read(storage).orElse(state);
  }

  /** Whether the application was idle for as long as an automatic session may be. A clock set back is no idle time. */
  private boolean isIdle() {
    SessionState.Session session = state.session;
    return session != null && !session.isManual && clock.getAsLong() - session.lastActivityMs >= timeoutMs;
  }

  private void begin(boolean isManual, Long wantedId) {
    long nowMs = clock.getAsLong();
    long id = wantedId == null ? nowMs : wantedId;
    // Two sessions of a device have different ids, also when they begin within a millisecond.
    while (wantedId == null && state.issuedIds.contains(id)) id += 1;
    state.issuedIds.add(id);
    if (state.issuedIds.size() > REMEMBERED_IDS) state.issuedIds.remove(0);
    state.session = new SessionState.Session(id, isManual, nowMs, true);
  }

  /** A manual session gives way to another one, an automatic one to that of the next event. */
  private void renew() {
    if (state.session != null && state.session.isManual) begin(true, null);
    else state.session = null;
  }

  private Map<String, Object> pageContext() {
    URI address = URI.create(url);
    String query = address.getQuery() == null ? "" : address.getQuery();
    Map<String, Object> campaign = new LinkedHashMap<>();
    for (String parameter : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      if (!parts[0].startsWith("utm_") || parts.length < 2 || parts[1].isEmpty()) continue;
      String name = parts[0].substring("utm_".length());
      campaign.put(name.equals("campaign") ? "name" : name, parts[1]);
    }
    String search = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    Map<String, Object> page = Map.of("url", url, "path", address.getPath(), "search", search, "title", "Shop");
    return Map.of("campaign", campaign, "page", page);
  }

  private static Map<String, Object> phoneContext() {
    return Map.of(
        "device", Map.of("id", "phone-1", "manufacturer", "Example", "model", "P1", "name", "phone", "type", "Phone"),
        "network", Map.of("bluetooth", false, "carrier", "Example", "cellular", true, "wifi", true),
        "os", Map.of("name", "Example", "version", "1"),
        "screen", Map.of("density", 2, "height", 1920, "width", 1080),
        "locale", "en-GB",
        "timezone", "UTC");
  }
}
