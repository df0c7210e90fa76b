/**
 * Fitted laws as JSON files, and those that come with opisim.
 *
 * <p>May use: {@code synthetic}, Jackson. A new fitted law is a resource of the parent package and
 * a function in {@code SyntheticLaws}.
 */
package io.opisim.tracereplay.synthetic.io;
