/**
 * Programs to learn from: each runs on real input, tells what it will do and why, shows its result
 * and checks itself.
 *
 * <p>To add one, write a {@link io.ropewalk.examples.Demo} and name it in {@link
 * io.ropewalk.examples.Demos}.
 */
@NullMarked
package io.ropewalk.examples;

import org.jspecify.annotations.NullMarked;
