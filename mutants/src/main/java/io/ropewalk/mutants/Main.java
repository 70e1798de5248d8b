package io.ropewalk.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Plants one mistake after another and sees each of them caught: {@code bin/mutants}. */
final class Main {
    /*
     * A mutant costs a compilation of the sources that its patch changes, in this JVM, and a JVM for
     * its test. Its other classes are those that Maven built. What the tests say about the code as it
     * is comes first, from one JVM for each module: a test that fails anyway catches nothing.
     *
     * As many at a time as there are processors; those that jcstress must catch need two for themselves
     * and come last, one by one.
     */
    private final Path root;
    private final Path work;
    private final Checks checks;
    private int passed;
    private int failed;

    private Main(Path root) {
        this.root = root;
        this.work = root.resolve("mutants/target/work");
        this.checks = new Checks(root, flags());
    }

    /**
     * Runs, in the root of a checkout that has been built.
     *
     * @param args {@code --list}, or names, with {@code *} for any characters; all without
     * @throws IOException when files cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Main main = new Main(Path.of("").toAbsolutePath());
        List<String> names = new ArrayList<>(Arrays.asList(args));
        boolean list = names.remove("--list");
        List<Path> files = select(main.root, names);
        if (list) {
            list(files);
        } else {
            main.judge(files);
            System.exit(main.failed == 0 ? 0 : 1);
        }
    }

    private static List<String> flags() {
        try (InputStream resource = Main.class.getResourceAsStream("test-flags.txt")) {
            byte[] bytes = Objects.requireNonNull(resource, "test-flags.txt").readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return Arrays.stream(text.split("\\s+")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> select(Path root, List<String> names) throws IOException {
        List<Path> files = Mutant.filesIn(root.resolve("mutants/patches"));
        List<Path> selected = names.isEmpty() ? files : new ArrayList<>();
        for (String name : names) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
            List<Path> matching =
                    files.stream()
                            .filter(file -> matcher.matches(Path.of(Mutant.nameOf(file))))
                            .filter(file -> !selected.contains(file))
                            .toList();
            if (matching.isEmpty()) {
                System.err.println("mutants: there is none named " + name + "; see --list");
                System.exit(2);
            }
            selected.addAll(matching);
        }
        return selected;
    }

    private static void list(List<Path> files) throws IOException {
        System.out.println("| mutant | takes away | caught by |");
        System.out.println("|---|---|---|");
        for (Path file : files) {
            try {
                Mutant mutant = Mutant.read(file);
                System.out.printf(
                        "| %s | %s | `%s` |%n",
                        mutant.name(), mutant.takesAway(), mutant.check().brief());
            } catch (Unusable e) {
                System.out.printf("| %s | unusable: %s | |%n", Mutant.nameOf(file), e.getMessage());
            }
        }
    }

    private void judge(List<Path> files) throws IOException {
        deleteWork();
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : files) {
            try {
                mutants.add(Mutant.read(file));
            } catch (Unusable e) {
                fails(Mutant.nameOf(file), 0, e.getMessage());
            }
        }
        Map<String, Result> unpatched = runUnpatched(mutants);
        judgeSideBySide(
                mutants.stream().filter(mutant -> !mutant.check().jcstress()).toList(), unpatched);
        for (Mutant mutant : mutants) {
            if (mutant.check().jcstress()) {
                tell(judged(mutant, unpatched));
            }
        }
        System.out.printf("%d passed, %d failed%n", passed, failed);
    }

    private void judgeSideBySide(List<Mutant> mutants, Map<String, Result> unpatched)
            throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (Mutant mutant : mutants) {
                verdicts.add(pool.submit(() -> judged(mutant, unpatched)));
            }
            for (Future<Verdict> verdict : verdicts) {
                tell(verdict.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** What became of a mutant; {@code trouble} is empty when it was caught. */
    private record Verdict(Mutant mutant, double seconds, String trouble) {}

    private Verdict judged(Mutant mutant, Map<String, Result> unpatched) throws IOException {
        long start = System.nanoTime();
        String trouble = "";
        try {
            judge(mutant, unpatched);
        } catch (Unusable e) {
            trouble = Objects.requireNonNullElse(e.getMessage(), "unusable");
        }
        return new Verdict(mutant, secondsSince(start), trouble);
    }

    private void tell(Verdict verdict) {
        Mutant mutant = verdict.mutant();
        if (verdict.trouble().isEmpty()) {
            passed++;
            print(mutant.name(), verdict.seconds(), "caught by " + mutant.check().brief());
        } else {
            fails(mutant.name(), verdict.seconds(), verdict.trouble());
        }
        System.out.println("    without: " + mutant.takesAway());
    }

    private void fails(String name, double seconds, String why) {
        failed++;
        print(name, seconds, "NOT CAUGHT: " + why);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String name, double seconds, String text) {
        System.out.printf(Locale.ROOT, "%-41s %4.1f s  %s%n", name, seconds, text);
    }

    /** What tells the runs of a check without a patch apart. */
    private static String keyOf(Mutant mutant) {
        return mutant.module() + " " + mutant.flags() + " " + mutant.check();
    }

    private Map<String, Result> runUnpatched(List<Mutant> mutants) throws IOException {
        Map<String, List<Mutant>> groups = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            String group = mutant.module() + " " + mutant.flags() + " " + mutant.check().jcstress();
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(mutant);
        }
        Map<String, Result> results = new HashMap<>();
        for (List<Mutant> group : groups.values()) {
            long start = System.nanoTime();
            Mutant first = group.get(0);
            try {
                Path directory = work.resolve("unpatched-" + results.size());
                Map<Mutant.Check, Result> found = checks.runUnpatched(group, directory);
                group.forEach(m -> results.put(keyOf(m), found.get(m.check())));
                print(
                        "unpatched",
                        secondsSince(start),
                        found.size() + " tests of " + first.module());
            } catch (Unusable e) {
                Result missing = new Result(Result.Kind.DIED, 0, e.getMessage());
                group.forEach(m -> results.put(keyOf(m), missing));
            }
        }
        return results;
    }

    /** Returns when the mutant is caught. */
    private void judge(Mutant mutant, Map<String, Result> unpatched) throws IOException, Unusable {
        Path directory = work.resolve(mutant.name());
        String classPath = checks.classPath(mutant.module(), mutant.check().jcstress());
        Path overlay = Overlay.compile(root, directory, mutant.patch(), classPath);
        Result before = Objects.requireNonNull(unpatched.get(keyOf(mutant)));
        refuse(before.troubleWithoutPatch());
        Result after = checks.run(mutant, overlay, directory);
        refuse(after.troubleWithPatch(mutant.hangs()));
    }

    private static void refuse(String trouble) throws Unusable {
        if (!trouble.isEmpty()) {
            throw new Unusable(trouble);
        }
    }

    private void deleteWork() throws IOException {
        if (!Files.exists(work)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(work)) {
            deepestFirst = new ArrayList<>(paths.toList());
        }
        for (int i = deepestFirst.size() - 1; i >= 0; i--) {
            Files.delete(deepestFirst.get(i));
        }
    }
}
