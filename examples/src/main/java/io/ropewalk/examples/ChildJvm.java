package io.ropewalk.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second Java, with the same classes as this one and options of its own. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts it. What it says on its standard output can be read from the process; its errors go
     * where ours go.
     *
     * @param options of the JVM, such as {@code -Xmx64m}
     * @param main the class whose main method runs
     * @param arguments for that
     * @return the running process
     * @throws IOException when it cannot be started
     */
    public static Process start(List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
