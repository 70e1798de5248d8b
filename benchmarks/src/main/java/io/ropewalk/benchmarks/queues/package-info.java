/** Longs, rings, selections and the rendezvous against what one would use in their place. */
@NullMarked
package io.ropewalk.benchmarks.queues;

import org.jspecify.annotations.NullMarked;
