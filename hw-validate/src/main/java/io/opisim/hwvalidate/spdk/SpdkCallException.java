package io.opisim.hwvalidate.spdk;

/** A call that the target understood and refused, with its typed error. */
public final class SpdkCallException extends SpdkException {
  private static final long serialVersionUID = 1L;

  private final String method;
  private final int code;
  private final String errorMessage;

  SpdkCallException(String socket, String method, JsonRpcError error) {
    super(socket, method + " was refused: " + error.render(), hintFor(error));
    this.method = method;
    this.code = error.code();
    this.errorMessage = error.message();
  }

  /** The method that was called. */
  public String method() {
    return method;
  }

  /** What the target answered. */
  public JsonRpcError error() {
    return new JsonRpcError(code, errorMessage);
  }

  private static String hintFor(JsonRpcError error) {
    return switch (error.kind()) {
      case METHOD_NOT_FOUND -> "this program or release has no such call";
      case INVALID_PARAMETERS -> "this release takes other parameters";
      case WRONG_STATE, ERRNO, INVALID_REQUEST, PARSE_ERROR, INTERNAL -> "";
    };
  }
}
