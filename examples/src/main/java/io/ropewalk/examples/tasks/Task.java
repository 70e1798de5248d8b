package io.ropewalk.examples.tasks;

import java.nio.file.Path;

/**
 * A file to hash.
 *
 * @param file its path
 * @param bytes how long it was when it was found
 */
record Task(Path file, long bytes) {}
