package io.ropewalk.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class files of the running Java: real input, some 27,000 files, that every machine with a JDK
 * has. They live in one image file, which Java shows as the file system {@code jrt:/}.
 */
public final class ClassFiles {
    private static final Path MODULES =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    private ClassFiles() {}

    /**
     * Finds every class file, module by module.
     *
     * @return their paths
     * @throws IOException when they cannot be listed
     */
    public static List<Path> all() throws IOException {
        return below(MODULES);
    }

    /**
     * Finds the first class files, as many as have so many bytes together.
     *
     * @param bytes how many
     * @return their paths, in the order of {@link #all}
     * @throws IOException when they cannot be listed
     */
    public static List<Path> first(long bytes) throws IOException {
        List<Path> first = new ArrayList<>();
        long sum = 0;
        try (Stream<Path> files = Files.walk(MODULES)) {
            for (Path file : (Iterable<Path>) files.filter(ClassFiles::isClassFile)::iterator) {
                sum += Files.size(file);
                if (sum > bytes) {
                    break;
                }
                first.add(file);
            }
        }
        return first;
    }

    /**
     * Finds the class files of one module.
     *
     * @param name the module's, such as {@code java.base}
     * @return their paths
     * @throws IOException when they cannot be listed
     */
    public static List<Path> ofModule(String name) throws IOException {
        return below(MODULES.resolve(name));
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(ClassFiles::isClassFile).toList();
        }
    }

    private static boolean isClassFile(Path file) {
        return file.toString().endsWith(".class");
    }

    /**
     * The module that a class file belongs to.
     *
     * @param file {@code /modules/<name>/...}
     * @return the name
     */
    public static String moduleOf(Path file) {
        return file.getName(1).toString();
    }
}
