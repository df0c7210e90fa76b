package io.opisim.hwvalidate.spdk;

/**
 * The {@code error} of a JSON-RPC answer, with what SPDK means by it.
 *
 * @param code the number as it came
 * @param message the sentence as it came
 */
public record JsonRpcError(int code, String message) {
  private static final int LAST_ERRNO = 999;
  private static final int EPERM = 1;
  private static final String EPERM_MESSAGE = "Operation not permitted";
  private static final String DECODE_MESSAGE = "spdk_json_decode_object failed";

  /** What an error means for the caller. */
  public enum Kind {
    /** A call of the operating system or of a device failed: {@link #errno()} says how. */
    ERRNO,
    /** The method exists, but not in the present state of the target. */
    WRONG_STATE,
    /** The envelope was not a request. */
    INVALID_REQUEST,
    /** This target has no such method. */
    METHOD_NOT_FOUND,
    /** Parameters that this release does not take, or takes otherwise. */
    INVALID_PARAMETERS,
    /** What was sent is not JSON. */
    PARSE_ERROR,
    /** Anything else; the message is all there is. */
    INTERNAL
  }

  /**
   * The kind of this error.
   *
   * <p>Codes from -1 down to -999 are negated errno values, except that -1 also stands for a call
   * in the wrong state; only the message tells those two apart. Block device methods say -32603
   * where -32602 is meant, and again only the message shows it.
   */
  public Kind kind() {
    if (code < 0 && code >= -LAST_ERRNO) {
      return code == -EPERM && !message.equals(EPERM_MESSAGE) ? Kind.WRONG_STATE : Kind.ERRNO;
    }
    return switch (code) {
      case -32600 -> Kind.INVALID_REQUEST;
      case -32601 -> Kind.METHOD_NOT_FOUND;
      case -32602 -> Kind.INVALID_PARAMETERS;
      case -32603 -> message.equals(DECODE_MESSAGE) ? Kind.INVALID_PARAMETERS : Kind.INTERNAL;
      case -32700 -> Kind.PARSE_ERROR;
      default -> Kind.INTERNAL;
    };
  }

  /** The Linux errno (positive) if this is one, else 0. */
  public int errno() {
    return kind() == Kind.ERRNO ? -code : 0;
  }

  /** Code and message on one line, as shown to people. */
  public String render() {
    return code + " " + Excerpts.oneLine(message);
  }
}
