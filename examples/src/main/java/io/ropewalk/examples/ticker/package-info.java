/**
 * A source that is faster than its reader, in three ways. Begin with {@link
 * io.ropewalk.examples.ticker.Board}.
 */
@NullMarked
package io.ropewalk.examples.ticker;

import org.jspecify.annotations.NullMarked;
