package io.ropewalk.examples.census;

import java.io.IOException;
import java.nio.file.Path;

/** Turns a class file into what the census wants to know. Called by several threads at a time. */
@FunctionalInterface
interface ClassParser {
    ClassFacts parse(Path file) throws IOException;
}
