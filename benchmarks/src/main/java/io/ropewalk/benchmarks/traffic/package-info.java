/** How a benchmark sets a peer to work: strands, their tasks, and what these move. */
@NullMarked
package io.ropewalk.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
