/** What waiting costs: how fast a sleeper wakes, and how little one uses that is left alone. */
@NullMarked
package io.ropewalk.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
