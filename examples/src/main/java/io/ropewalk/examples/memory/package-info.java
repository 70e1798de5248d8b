/**
 * Shows what a bound does to the memory and to the fast side. Begin with {@link
 * io.ropewalk.examples.memory.Belt}.
 */
@NullMarked
package io.ropewalk.examples.memory;

import org.jspecify.annotations.NullMarked;
