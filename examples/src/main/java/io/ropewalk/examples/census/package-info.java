/**
 * Counts every class of the running Java with several threads. Begin with {@link
 * io.ropewalk.examples.census.CensusPipeline}.
 */
@NullMarked
package io.ropewalk.examples.census;

import org.jspecify.annotations.NullMarked;
