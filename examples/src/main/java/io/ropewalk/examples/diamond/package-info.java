/**
 * Passes the lines of a file through a graph of stages around one ring. Begin with {@link
 * io.ropewalk.examples.diamond.Diamond}.
 */
@NullMarked
package io.ropewalk.examples.diamond;

import org.jspecify.annotations.NullMarked;
