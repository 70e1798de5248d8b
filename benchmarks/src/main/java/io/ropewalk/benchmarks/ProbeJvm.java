package io.ropewalk.benchmarks;

import java.util.List;

/**
 * A program that finds absolute values, and prints each on a line after its name.
 *
 * @param title what it is called; its only argument
 * @param main its main class
 * @param flags of its JVM, besides those that all get
 */
public record ProbeJvm(String title, Class<?> main, List<String> flags) {
    /** Copies the list. */
    public ProbeJvm {
        flags = List.copyOf(flags);
    }
}
