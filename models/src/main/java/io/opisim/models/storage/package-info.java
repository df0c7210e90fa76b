/**
 * Where bytes live and the way to them: front-end, middle-end and back-end in OPI's words.
 *
 * <p>Every stage is a set of demands on shared resources, so that a service on the host and the
 * same service on a DPU differ in what they ask for and in nothing else. May use: {@code sim-core}
 * and the other rooms of {@code models} below it. Knows no job and no policy.
 */
package io.opisim.models.storage;
