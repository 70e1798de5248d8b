/**
 * The waiting kernel: the one place in which threads, virtual threads and coroutines wait, are
 * woken and give up. It is exported to Ropewalk's own modules only and promises nothing to others.
 */
package io.ropewalk.core.wait;
