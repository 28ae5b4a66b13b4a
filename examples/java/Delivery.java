import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;

/** Sends messages to the data plane in the order of their calls, and keeps what could not be delivered. */
final class Delivery {
  private static final int MAXIMUM_BATCH = 100;
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long LAST_RETRY_MS = 60_000;
  private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Queue<Map<String, Object>> unsent = new ArrayDeque<>();
  private final HttpRequest.Builder request;
  private final LongSupplier clock;
  private long retryAtMs;
  private long retryAfterMs = FIRST_RETRY_MS;

  /** @param clock the wall clock, in milliseconds since the epoch */
  Delivery(String dataPlaneUrl, LongSupplier clock) {
    this.clock = clock;
    request =
        HttpRequest.newBuilder(URI.create(dataPlaneUrl + "/v1/batch"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json");
  }

  void send(Map<String, Object> message) {
    unsent.add(message);
    retry();
  }

  /** Sends what is waiting, unless it is too early to try again. */
  void retry() {
    if (clock.getAsLong() < retryAtMs) return;
    while (!unsent.isEmpty()) {
      List<Map<String, Object>> batch = unsent.stream().limit(MAXIMUM_BATCH).toList();
      if (!isSettled(batch)) {
        retryAtMs = clock.getAsLong() + retryAfterMs;
        retryAfterMs = Math.min(2 * retryAfterMs, LAST_RETRY_MS);
        return;
      }
      batch.forEach(unsent::remove);
      retryAtMs = 0;
      retryAfterMs = FIRST_RETRY_MS;
    }
  }

  /** Whether the data plane has taken the messages, or would refuse them for ever. */
  private boolean isSettled(List<Map<String, Object>> batch) {
    String sentAt = TIMESTAMP.format(Instant.ofEpochMilli(clock.getAsLong()));
    String body = Json.write(Map.of("batch", batch, "sentAt", sentAt));
    try {
      HttpRequest post = request.copy().POST(HttpRequest.BodyPublishers.ofString(body)).build();
      int status = HTTP.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status != 429 && status < 500;
    } catch (IOException unreachable) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
