package io.ropewalk.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The JVM that each fork gets: the same for all peers. */
final class ForkJvm {
    /**
     * A heap that neither grows nor collects on other processors meanwhile; peers' demands. Pages
     * are not touched beforehand: that took 0.8 s of a fork's 3 to 4, and warming up does it too.
     */
    static final List<String> FLAGS =
            List.of(
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", // Agrona
                    "--sun-misc-unsafe-memory-access=allow"); // JMH, JCTools

    private ForkJvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
