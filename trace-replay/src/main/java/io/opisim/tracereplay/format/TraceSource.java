package io.opisim.tracereplay.format;

import java.io.BufferedReader;

/**
 * An opened trace: its name for messages and its text, already unpacked and guarded.
 *
 * @param file the file as the user named it
 * @param text the text from its first line on
 */
public record TraceSource(String file, BufferedReader text) {}
