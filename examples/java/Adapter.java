import java.net.URI;
import java.util.*;

/** Drives the SDK for Lapse (spec/PROTOCOL.md): --mobile puts it on a phone, --count-from-start makes it wrong. */
final class Adapter {
  static final String KINDS = "load track identify group alias startSession endSession reset getSessionId restart crash"
      + " close background foreground network server sleep setClock devices event.context load.timeout load.autoTrack"
      + " load.other startSession.sessionId reset.anonymousId alias.previousId any-value ";
  static final Map<Object, SessionSdk.Device> devices = new HashMap<>();
  static final Map<Object, Tab> tabs = new LinkedHashMap<>(); // By the address that each sends to, which is its own.
  static final Random random = new Random();
  static boolean isMobile;
  static long nowMs;
  static class Tab { SessionSdk sdk; SessionSdk.Device device; Object options; String url = "https://shop.example/"; }

  public static void main(String[] flags) {
    isMobile = List.of(flags).contains("--mobile");
    SessionSdk.countsFromStart = List.of(flags).contains("--count-from-start");
    String platform = isMobile ? "mobile" : "web";
    String kinds = KINDS + (isMobile ? "screen" : "page open reload navigate clients freeze thaw event.category");
    for (Scanner lines = new Scanner(System.in, "UTF-8"); lines.hasNextLine(); ) {
      Map<String, Object> message = Json.object(Json.read(lines.nextLine())), answer = new HashMap<>();
      answer.put("id", message.get("id"));
      if (message.getOrDefault("startMs", message.get("wallMs")) instanceof Long wallMs) nowMs = wallMs;
      switch ((String) message.get("command")) {
        case "hello" -> answer.putAll(Map.of("protocol", 1, "sdk", SessionSdk.LIBRARY, "platform", platform,
            "policy", "announcement-" + platform, "clock", "told", "capabilities", List.of(kinds.split(" "))));
        case "open" -> { tabs.clear(); devices.clear(); random.setSeed((Long) message.get("seed")); }
        case "clock" -> { for (Tab tab : tabs.values()) if (tab.sdk != null) tab.sdk.retry(); }
        case "step" -> step(message, Json.object(message.get("action")), answer);
      }
      System.out.println(Json.write(answer));
    }
  }

  static void step(Map<String, Object> message, Map<String, Object> action, Map<String, Object> answer) {
    String kind = (String) action.get("kind"), dataPlaneUrl = (String) message.get("dataPlaneUrl");
    Tab tab = tabs.computeIfAbsent(dataPlaneUrl, any -> new Tab());
    tab.device = devices.computeIfAbsent(message.get("device"), any -> new SessionSdk.Device(() -> nowMs, random));
    if (action.get("url") instanceof String url) tab.url = URI.create(tab.url).resolve(url).toString();
    boolean isEnd = kind.equals("restart") || kind.equals("crash");
    if (isEnd) tabs.values().stream().filter(each -> each.device == tab.device).forEach(each -> each.sdk = null);
    if (List.of("reload", "navigate", "close").contains(kind)) tab.sdk = null;
    try {
      if (tab.sdk == null && (isEnd || List.of("load", "reload", "navigate").contains(kind))) {
        if (action.get("config") instanceof Map<?, ?> config) tab.options = config.get("sessions");
        tab.sdk = new SessionSdk(isMobile, tab.url, dataPlaneUrl, Json.object(tab.options), tab.device);
      }
      switch (kind) {
        case "event" -> tab.sdk.send(new SessionSdk.Call((String) action.get("type"), (String) action.get("name"),
            (String) action.get("category"), (String) action.get("previousId"), Json.object(action.get("properties")),
            Json.object(action.get("context"))));
        case "startSession" -> tab.sdk.startSession(action.get("sessionId"));
        case "endSession" -> tab.sdk.endSession();
        case "reset" -> tab.sdk.reset(Boolean.TRUE.equals(action.get("anonymousId")));
        case "getSessionId" -> answer.put("value", tab.sdk.getSessionId());
      }
    } catch (RuntimeException error) { answer.put("threw", error.toString()); }
  }
}
