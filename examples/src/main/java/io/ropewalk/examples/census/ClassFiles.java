package io.ropewalk.examples.census;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class files of the running Java: real input, some 27,000 files, that every machine with a JDK
 * has. They live in one image file, which Java shows as the file system {@code jrt:/}.
 */
final class ClassFiles {
    private static final Path MODULES =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    private ClassFiles() {}

    /** Every class file, module by module. */
    static List<Path> all() throws IOException {
        return below(MODULES);
    }

    /** The class files of one module. */
    static List<Path> ofModule(String name) throws IOException {
        return below(MODULES.resolve(name));
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** The module that a class file belongs to: {@code /modules/<name>/...}. */
    static String moduleOf(Path file) {
        return file.getName(1).toString();
    }
}
