/**
 * Measures what it costs when several threads want the same thing at the same time. Begin with
 * {@link io.ropewalk.examples.contention.Contention}.
 */
@NullMarked
package io.ropewalk.examples.contention;

import org.jspecify.annotations.NullMarked;
