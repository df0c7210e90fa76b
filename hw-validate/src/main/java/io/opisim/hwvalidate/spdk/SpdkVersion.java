package io.opisim.hwvalidate.spdk;

/**
 * The release of a target, which decides what its calls take and answer.
 *
 * @param text the sentence as it came, such as {@code SPDK v26.05 git sha1 d519b163cb}
 * @param major the year
 * @param minor the month
 * @param patch the fix release, or 0
 * @param suffix such as {@code -pre}, or empty
 * @param commit the commit it was built from, or empty
 */
public record SpdkVersion(
    String text, int major, int minor, int patch, String suffix, String commit) {}
