/**
 * Talks to a running SPDK target: JSON-RPC over its Unix socket, and what the answers mean.
 *
 * <p>{@code JsonRpcConnection} moves requests and answers and bounds every wait; {@code SpdkProbe}
 * asks and gives an immutable {@code SpdkTarget}; {@code SpdkTargetReport} turns that into lines
 * and JSON. May use: Jackson. Another question to the target is a method of {@code AnswerReader}
 * and a record here; nothing here prints.
 */
package io.opisim.hwvalidate.spdk;
