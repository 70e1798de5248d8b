import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Runs google-java-format over every Java file below a {@code src} directory of the repository.
 * Started from source by the build: {@code java FormatSources.java <root> (--dry-run | --replace)}.
 */
final class FormatSources {

    private static final Set<String> SKIPPED = Set.of("target", ".git");

    private FormatSources() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]).toRealPath();
        String mode = args[1];
        List<String> command = new ArrayList<>(List.of("--aosp", mode));
        if (mode.equals("--dry-run")) {
            command.add("--set-exit-if-changed");
        }
        int options = command.size();
        command.addAll(sources(root));
        if (command.size() == options) {
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int exit = new Main(out, err, System.in).format(command.toArray(String[]::new));
        if (exit != 0) {
            err.println("The files above are not formatted; see -Pformat in build-format/pom.xml");
        }
        System.exit(exit);
    }

    private static List<String> sources(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        return SKIPPED.contains(dir.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        boolean inSrc = ("/" + root.relativize(file)).contains("/src/");
                        if (inSrc && file.toString().endsWith(".java")) {
                            found.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Collections.sort(found);
        return found;
    }
}
