package io.ropewalk.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The classes of the patched sources alone, to stand before the others on a class path. */
final class Overlay {
    private static final String MAIN = "/src/main/java/";
    private static final int MAJOR_OF_RELEASE_0 = 44;

    private static final JavaCompiler COMPILER =
            Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");

    private Overlay() {}

    /** Compiles what a patch makes of its sources; returns the directory of the classes. */
    static Path compile(Path root, Path work, Patch patch, String classPath)
            throws IOException, Unusable {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        int release = 0;
        for (Patch.Change change : patch.changes()) {
            int main = change.path().indexOf(MAIN);
            Path source = root.resolve(change.path());
            if (main < 0 || !Files.exists(source)) {
                throw new Unusable(change.path() + " is no main source");
            }
            Path patched = work.resolve("src").resolve(change.path().substring(main + 1));
            Files.createDirectories(Objects.requireNonNull(patched.getParent()));
            Files.write(patched, change.applyTo(Files.readAllLines(source)));
            sources.add(patched);
            release = Math.max(release, releaseOf(root, change.path(), main));
        }
        compile(sources, classes, release, classPath);
        return classes;
    }

    /** The Java release that the unpatched class was compiled for. */
    private static int releaseOf(Path root, String path, int main) throws IOException {
        String name = path.substring(main + MAIN.length()).replaceFirst("\\.java$", ".class");
        Path compiled =
                root.resolve(path.substring(0, main)).resolve("target/classes").resolve(name);
        byte[] bytes = Files.readAllBytes(compiled);
        return (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) - MAJOR_OF_RELEASE_0;
    }

    private static void compile(List<Path> sources, Path classes, int release, String classPath)
            throws IOException, Unusable {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-classpath",
                        classPath,
                        "--release",
                        Integer.toString(release),
                        "-proc:none",
                        "-implicit:none",
                        "-g",
                        "-nowarn");
        try (StandardJavaFileManager files =
                COMPILER.getStandardFileManager(said, Locale.ROOT, null)) {
            boolean compiled =
                    COMPILER.getTask(
                                    null,
                                    files,
                                    said,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!compiled) {
                throw new Unusable("does not compile: " + firstError(said));
            }
        }
    }

    private static String firstError(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(error ->
                        error.toString().lines().limit(4).reduce("", (a, b) -> a + "\n  " + b))
                .findFirst()
                .orElse("the compiler does not say why");
    }
}
