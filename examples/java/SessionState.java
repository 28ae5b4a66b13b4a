import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the SDK keeps on a device: the session, who the visitor is, and the ids that it has given out. */
final class SessionState {
  private static final String KEY = "session-sdk";

  /** The session that runs. */
  static final class Session {
    final long id;
    final boolean isManual;
    long lastActivityMs;

    /** No message has carried its start marker yet. */
    boolean isPending;

    Session(long id, boolean isManual, long lastActivityMs, boolean isPending) {
      this.id = id;
      this.isManual = isManual;
      this.lastActivityMs = lastActivityMs;
      this.isPending = isPending;
    }
  }

  /** Null while there is none. */
  Session session;

  /** The application has ended the session, and no event begins one until the SDK is loaded again. */
  boolean isEnded;

  String userId = "";
  String anonymousId;
  List<Object> issuedIds = new ArrayList<>();

  SessionState(String anonymousId) {
    this.anonymousId = anonymousId;
  }

  /** Nothing where nothing is stored, or nothing that this SDK has written. */
  @SuppressWarnings("unchecked")
  static Optional<SessionState> read(Map<String, String> storage) {
    String stored = storage.get(KEY);
    if (stored == null) return Optional.empty();
    try {
      Map<String, Object> fields = Json.object(Json.read(stored));
      SessionState state = new SessionState(Objects.requireNonNull((String) fields.get("anonymousId")));
      state.isEnded = (Boolean) fields.get("ended");
      state.userId = Objects.requireNonNull((String) fields.get("userId"));
      state.issuedIds = Objects.requireNonNull((List<Object>) fields.get("issuedIds"));
      if (fields.get("session") instanceof Map<?, ?> session) {
        state.session =
            new Session(
                (Long) session.get("id"),
                (Boolean) session.get("manual"),
                (Long) session.get("lastActivityMs"),
                (Boolean) session.get("pending"));
      }
      return Optional.of(state);
    } catch (IllegalArgumentException | ClassCastException | NullPointerException damaged) {
      return Optional.empty();
    }
  }

  void write(Map<String, String> storage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ended", isEnded);
    fields.put("userId", userId);
    fields.put("anonymousId", anonymousId);
    fields.put("issuedIds", issuedIds);
    if (session != null) {
      fields.put(
          "session",
          Map.of(
              "id", session.id,
              "manual", session.isManual,
              "lastActivityMs", session.lastActivityMs,
              "pending", session.isPending));
    }
    storage.put(KEY, Json.write(fields));
  }
}
