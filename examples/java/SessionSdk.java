import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * A small analytics SDK with session tracking, as it was announced in 2022: a session is a run of events with no pause
 * as long as the timeout between two of them, and its id is the time of its first event.
 *
 * <p>What it knows is kept in the storage of the device and read anew at every call, so that the tabs of a browser,
 * each with an SDK of its own over the same storage, agree.
 */
final class SessionSdk {
  /**
   * A call of the application.
   *
   * @param type track, page, screen, identify, group or alias
   * @param name the event, the name of the page or screen, the user id, the group id, or the new id of an alias
   * @param category of a page, or null
   * @param previousId of an alias, or null: the id of the known user, and of an unknown one the anonymous id
   * @param properties of track, page and screen; the traits of identify and group
   * @param context what the caller wants in the context of the message, beside what the SDK writes there
   */
  record Call(
      String type,
      String name,
      String category,
      String previousId,
      Map<String, Object> properties,
      Map<String, Object> context) {
    Call {
      if (name == null) name = "";
    }
  }

  /**
   * What the SDK needs of the device that it runs on.
   *
   * @param clock the wall clock, in milliseconds since the epoch
   * @param random where ids of visitors and messages come from; hard to guess, unless they are to be drawn again
   */
  record Device(Map<String, String> storage, LongSupplier clock, Random random) {
    Device(LongSupplier clock, Random random) {
      this(new HashMap<>(), clock, random);
    }

    long nowMs() {
      return clock.getAsLong();
    }

    String newId() {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
  }

  private static final long WEB_TIMEOUT_MS = 30 * 60_000;
  private static final long MOBILE_TIMEOUT_MS = 5 * 60_000;

  /** How many ids are remembered so that none is given out twice. */
  private static final int REMEMBERED_IDS = 1_024;

  private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  static final Map<String, Object> LIBRARY = Map.of("name", "session-sdk-java", "version", "1.0.0");
  private static final Map<String, Object> APP =
      Map.of("name", "Shop", "version", "1.0.0", "build", "1", "namespace", "example.shop");

  private final boolean isMobile;
  private final String url;
  private final Device device;
  private final Delivery delivery;
  private final boolean isAutomatic;
  private final long timeoutMs;

  /** Seeded by hand to be wrong: inactivity is counted from the beginning of the session, not from the last event. */
  static boolean countsFromStart;

  /** The state as it was read or written last, for a storage that has lost it. */
  private SessionState state;

  /**
   * Loads the SDK.
   *
   * @param url the address of the page; an application has none, and passes an empty text
   * @param options of the sessions: {@code autoTrack} and {@code timeout} in milliseconds, each of any type, since an
   *     application may pass what it likes; what makes no sense configures nothing
   */
  SessionSdk(
      boolean isMobile, String url, String dataPlaneUrl, Map<String, Object> options, Device device) {
    this.isMobile = isMobile;
    this.url = url;
    this.device = device;
    delivery = new Delivery(dataPlaneUrl, device.clock());
    long defaultTimeoutMs = isMobile ? MOBILE_TIMEOUT_MS : WEB_TIMEOUT_MS;
    isAutomatic = !Boolean.FALSE.equals(options.get("autoTrack"));
    timeoutMs = isCount(options.get("timeout")) ? ((Number) options.get("timeout")).longValue() : defaultTimeoutMs;
    state = SessionState.read(device.storage()).orElseGet(() -> new SessionState(device.newId()));
    state.isEnded = false;
    boolean isManual = state.session != null && state.session.isManual;
    if (!isManual && (!isAutomatic || isIdle())) state.session = null;
    state.write(device.storage());
  }

  /** Sends what a call of the application says. No call throws. */
  void send(Call call) {
    recall();
    if (call.type.equals("identify")) identify(call.name());
    Map<String, Object> context = new LinkedHashMap<>(call.context());
    if (call.type.equals("identify")) context.put("traits", call.properties());
    send(call.type, fieldsOf(call), context);
  }

  /** Another user has a session of their own. An empty user id names nobody. */
  private void identify(String userId) {
    if (userId.isEmpty()) return;
    if (!state.userId.isEmpty() && !userId.equals(state.userId)) renew();
    state.userId = userId;
  }

  private Map<String, Object> fieldsOf(Call call) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (call.type) {
      case "track" -> fields.put("event", call.name());
      case "group" -> fields.put("groupId", call.name());
      case "alias" -> {
        String known = state.userId.isEmpty() ? state.anonymousId : state.userId;
        fields.put("previousId", call.previousId == null ? known : call.previousId);
        fields.put("userId", call.name());
      }
      case "page", "screen" -> {
        if (!call.name().isEmpty()) fields.put("name", call.name());
        if (call.category != null) fields.put("category", call.category);
      }
      default -> {}
    }
    if (call.type.equals("group")) fields.put("traits", call.properties());
    else if (!call.type.equals("identify") && !call.type.equals("alias")) fields.put("properties", call.properties());
    return fields;
  }

  /** Starts a session that only the application ends. An id that is no positive whole number is replaced. */
  void startSession(Object id) {
    recall();
    state.isEnded = false;
    begin(true, id instanceof Long wanted && wanted > 0 ? wanted : null);
    state.write(device.storage());
  }

  void endSession() {
    recall();
    state.session = null;
    state.isEnded = true;
    state.write(device.storage());
  }

  /** Forgets the user and ends the session. */
  void reset(boolean anonymousId) {
    recall();
    state.userId = "";
    if (anonymousId) state.anonymousId = device.newId();
    renew();
    state.write(device.storage());
  }

  /** The id of the session, or null while there is none. */
  Long getSessionId() {
    recall();
    return state.session == null || isIdle() ? null : (Long) state.session.id;
  }

  /** Sends again what is due; to be called every second or so. */
  void retry() {
    delivery.retry();
  }

  private void send(String type, Map<String, Object> fields, Map<String, Object> callerContext) {
    long nowMs = device.nowMs();
    if (state.session == null ? isAutomatic && !state.isEnded : isIdle()) begin(false, null);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("app", APP);
    context.put("library", LIBRARY);
    context.putAll(isMobile ? phoneContext() : pageContext());
    context.putAll(callerContext);
    context.remove("sessionId");
    context.remove("sessionStart");
    if (state.session != null) {
      context.put("sessionId", state.session.id);
      if (state.session.isPending) context.put("sessionStart", true);
      state.session.isPending = false;
      if (!countsFromStart) state.session.lastActivityMs = nowMs;
    }
    state.write(device.storage());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("channel", isMobile ? "mobile" : "web");
    message.put("messageId", device.newId());
    message.put("originalTimestamp", TIMESTAMP.format(Instant.ofEpochMilli(nowMs)));
    message.put("anonymousId", state.anonymousId);
    message.put("userId", state.userId);
    message.putAll(fields);
    message.put("context", context);
    delivery.send(message);
  }

  /** Another tab may have changed what is stored; where it is lost, what this one remembers holds. */
  private void recall() {
    state = SessionState.read(device.storage()).orElse(state);
  }

  /** Whether the application was idle for as long as an automatic session may be. A clock set back is no idle time. */
  private boolean isIdle() {
    SessionState.Session session = state.session;
    return session != null && !session.isManual && device.nowMs() - session.lastActivityMs >= timeoutMs;
  }

  private static boolean isCount(Object value) {
    return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() % 1 == 0;
  }

  private void begin(boolean isManual, Long wantedId) {
    long nowMs = device.nowMs();
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
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    Map<String, Object> campaign = new LinkedHashMap<>();
    for (String parameter : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      if (!parts[0].startsWith("utm_") || parts.length < 2 || parts[1].isEmpty()) continue;
      String name = parts[0].substring("utm_".length());
      campaign.put(name.equals("campaign") ? "name" : name, URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    String search = query.isEmpty() ? "" : "?" + query;
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
