import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as maps, lists, texts, numbers, booleans and null. A whole number is a Long, any other number a Double. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** @throws IllegalArgumentException when the text is not JSON */
  static Object read(String text) {
    Json reader = new Json(text);
    Object value = reader.value();
    if (reader.peek() != '\0') throw reader.wrong();
    return value;
  }

  /** The value as an object; an empty one where it is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return value instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
  }

  static String write(Object value) {
    StringBuilder written = new StringBuilder();
    write(value, written);
    return written.toString();
  }

  private static void write(Object value, StringBuilder to) {
    if (value instanceof Map<?, ?> object) {
      String separator = "{";
      // In the order of their names, so that the same object is always the same text.
      for (Map.Entry<?, ?> entry : new TreeMap<Object, Object>(object).entrySet()) {
        to.append(separator);
        quote(String.valueOf(entry.getKey()), to);
        write(entry.getValue(), to.append(':'));
        separator = ",";
      }
      to.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object each : list) {
        write(each, to.append(separator));
        separator = ",";
      }
      to.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      quote(string, to);
    } else {
      to.append(value);
    }
  }

  private static void quote(String string, StringBuilder to) {
    to.append('"');
    for (char character : string.toCharArray()) {
      if (character == '"' || character == '\\') to.append('\\').append(character);
      else if (character < ' ' || Character.isSurrogate(character)) to.append(String.format("\\u%04x", (int) character));
      else to.append(character);
    }
    to.append('"');
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      if (!object.isEmpty()) take(',');
      String key = string();
      take(':');
      object.put(key, value());
    }
    take('}');
    return object;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!list.isEmpty()) take(',');
      list.add(value());
    }
    take(']');
    return list;
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    for (char character = next(); character != '"'; character = next()) {
      string.append(character == '\\' ? escaped(next()) : character);
    }
    return string.toString();
  }

  private char escaped(char character) {
    return switch (character) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) Integer.parseInt("" + next() + next() + next() + next(), 16);
      default -> character;
    };
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at += 1;
    String digits = text.substring(start, at);
    try {
      BigDecimal number = new BigDecimal(digits);
      return digits.matches("-?\\d{1,18}") ? (Object) number.longValue() : number.doubleValue();
    } catch (NumberFormatException error) {
      throw wrong();
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) throw wrong();
    at += word.length();
    return value;
  }

  /** The next character that is not a space, or 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at += 1;
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void take(char wanted) {
    if (peek() != wanted) throw wrong();
    at += 1;
  }

  private char next() {
    if (at >= text.length()) throw wrong();
    return text.charAt(at++);
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON at character " + (at + 1));
  }
}
