import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/**
 * An adapter between Lapse and an SDK in Java: one message a line comes in, one answer a line goes out. Json.java beside
 * it reads and writes JSON, so that the JDK is all that is needed.
 *
 * <pre>
 *   javac -d build *.java
 *   npx lapse doctor --adapter "java -cp build Adapter"     what works, what does not yet, and why
 *   npx lapse run --adapter "java -cp build Adapter"        the verdict
 * </pre>
 *
 * Your SDK goes in wherever {@code missing} is called. spec/PROTOCOL.md of Lapse says what each message means.
 */
final class Adapter {
  /**
   * Who is judged, and what can be asked of it. List a capability once its place below is filled in: scenarios that need
   * more are skipped. spec/PROTOCOL.md has the list.
   */
  private static final Map<String, Object> HELLO = Map.of(
      "protocol", 1,
      "sdk", Map.of("name", "my-sdk", "version", "0.0.0"),
      "platform", "web", // or "mobile"
      "policy", "announcement-web", // what holds where no requirement decides: npx lapse list --what policies
      "clock", "told", // or "host", for an SDK that can only read the clock of the machine
      "capabilities", List.of("load", "track"));

  /** A place that is not filled in; Lapse blames the adapter for it, not the SDK. */
  private static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotYet(String message) {
      super(message);
    }
  }

  private static Object missing(String what) {
    throw new NotYet("your SDK goes in here: " + what);
  }

  /** The wall clock, in milliseconds since the epoch. Let your SDK read it here. */
  private long nowMs;

  /** A new timeline, on devices that are as new: forget what your SDK has stored, and stop what is loaded. */
  private void open(long startMs, long seed) {
    nowMs = startMs;
  }

  /** Time has passed ("tick"), the device has slept ("sleep"), or somebody has set the clock ("set"). */
  private void moveClock(long wallMs, String move) {
    nowMs = wallMs; // After "tick" and "sleep", fire the timers of your SDK that are due.
  }

  /** Does one step, and returns what the call returned. Send to {@code dataPlaneUrl}, and return once it is sent. */
  private Object step(Map<String, Object> action, String dataPlaneUrl, String client, String device) {
    String kind = (String) action.get("kind");
    return switch (kind) {
      case "load" -> missing("load it in Adapter.step, case \"load\"");
      // "name" is the event of a track, the user id of an identify; "properties" may be absent.
      case "event" -> missing("call its " + action.get("type") + " in Adapter.step, case \"event\"");
      // Add startSession, endSession, reset, getSessionId, reload, restart, close and so on, one capability at a time.
      default -> throw new NotYet("Adapter.java does not know the step " + kind);
    };
  }

  private Map<String, Object> answer(Map<String, Object> message) {
    switch ((String) message.get("command")) {
      case "hello" -> {
        return HELLO;
      }
      case "open" -> open((Long) message.get("startMs"), (Long) message.get("seed"));
      case "clock" -> moveClock(((Number) message.get("wallMs")).longValue(), (String) message.get("move"));
      case "step" -> {
        try {
          Map<String, Object> action = Json.object(message.get("action"));
          String dataPlaneUrl = (String) message.get("dataPlaneUrl");
          Object value = step(action, dataPlaneUrl, (String) message.get("client"), (String) message.get("device"));
          return value == null ? Map.of() : Map.of("value", value);
        } catch (NotYet place) {
          return Map.of("error", place.getMessage());
        } catch (RuntimeException error) { // What your SDK throws at the application is part of what is judged.
          return Map.of("threw", error.toString());
        }
      }
      default -> {}
    }
    return Map.of();
  }

  public static void main(String[] words) {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // What your SDK prints is its log, and no answer.
    Adapter adapter = new Adapter();
    for (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8); lines.hasNextLine(); ) {
      Map<String, Object> message = Json.object(Json.read(lines.nextLine()));
      Map<String, Object> answer = new LinkedHashMap<>(adapter.answer(message));
      answer.put("id", message.get("id"));
      answers.println(Json.write(answer));
    }
  }
}
