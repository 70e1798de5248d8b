/**
 * Waits for the first of several things. Begin with {@link io.ropewalk.examples.select.TwoSources}.
 */
@NullMarked
package io.ropewalk.examples.select;

import org.jspecify.annotations.NullMarked;
