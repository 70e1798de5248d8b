/**
 * Hashes every file below a directory by a task queue. Begin with {@link
 * io.ropewalk.examples.tasks.HashQueue}.
 */
@NullMarked
package io.ropewalk.examples.tasks;

import org.jspecify.annotations.NullMarked;
