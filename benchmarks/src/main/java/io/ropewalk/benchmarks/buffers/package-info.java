/** Bounded buffers against the queues that one would use in their place. */
@NullMarked
package io.ropewalk.benchmarks.buffers;

import org.jspecify.annotations.NullMarked;
