/**
 * Measures Ropewalk against named peers: the driver behind {@code bin/bench}.
 *
 * <p>A {@link io.ropewalk.benchmarks.Suite} says what there is to compare. The driver runs each
 * (shape, peer) as a JMH fork of its own, in shuffled order, round after round; the analysis
 * compares within rounds; the report says what was reached and what was not.
 */
@NullMarked
package io.ropewalk.benchmarks;

import org.jspecify.annotations.NullMarked;
