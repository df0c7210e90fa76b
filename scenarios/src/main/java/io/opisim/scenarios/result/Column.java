package io.opisim.scenarios.result;

/**
 * One column of a result table: the one source of its name, unit and meaning.
 *
 * @param name ends in the unit where there is one
 * @param unit unit in words, or {@code -}
 * @param meaning one sentence
 */
public record Column(String name, String unit, String meaning) {}
