package io.opisim.hwvalidate.spdk;

import java.io.IOException;

/** A conversation with an SPDK target that did not work: what happened, and what may help. */
public class SpdkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Says what went wrong with which socket.
   *
   * @param socket the socket as the user named it
   * @param message what happened
   * @param hint what may help, or empty
   */
  public SpdkException(String socket, String message, String hint) {
    super(Excerpts.oneLine(socket + ": " + message));
    this.hint = Excerpts.oneLine(hint);
  }

  /** What may help, or empty. */
  public final String hint() {
    return hint;
  }

  /** The problem on one line, as printed: {@code socket: message (hint)}. */
  public final String render() {
    return hint.isEmpty() ? getMessage() : getMessage() + " (" + hint + ")";
  }
}
