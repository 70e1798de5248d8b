package io.ropewalk.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes checks in JVMs of their own, each with a limit of time. */
final class Checks {
    private static final long SECONDS = 60;
    private static final long SECONDS_MORE_FOR_EACH = 5;

    /** How often a mutant of jcstress must pass until it has survived. */
    private static final int SAMPLINGS = 3;

    private static final long JCSTRESS_SECONDS = 240;
    private static final int TIMED_OUT = -1;

    /** Half of the processor time of a short test would go into compilations that it never uses. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Path root;
    private final List<String> flags;

    /**
     * Creates it.
     *
     * @param root the checkout
     * @param flags of every JVM that runs tests
     */
    Checks(Path root, List<String> flags) {
        this.root = root;
        this.flags = flags;
    }

    /** What the tests of a module see, and what its patched sources are compiled against. */
    String classPath(String module, boolean jcstress) throws IOException, Unusable {
        Path target = root.resolve(module).resolve("target");
        if (jcstress) {
            return root.resolve("jcstress-tests/target/jcstress.jar").toString();
        }
        Path libraries = target.resolve("test.classpath");
        if (!Files.exists(libraries)) {
            throw new Unusable("there is no module " + module + ", or it has not been built");
        }
        return String.join(
                File.pathSeparator,
                target.resolve("test-classes").toString(),
                target.resolve("classes").toString(),
                Files.readString(libraries).strip());
    }

    /** Runs a mutant's check alone, with the classes of an overlay before all others. */
    Result run(Mutant mutant, Path overlay, Path work) throws IOException, Unusable {
        String classPath =
                overlay
                        + File.pathSeparator
                        + classPath(mutant.module(), mutant.check().jcstress());
        return mutant.check().jcstress()
                ? stressUntilCaught(mutant, classPath, work)
                : runAll(List.of(mutant), classPath, work).getOrDefault(mutant.check(), lost(""));
    }

    /** Runs the checks of mutants of one module with the same flags, without their patches. */
    Map<Mutant.Check, Result> runUnpatched(List<Mutant> mutants, Path work)
            throws IOException, Unusable {
        Mutant first = mutants.get(0);
        boolean jcstress = first.check().jcstress();
        String classPath = classPath(first.module(), jcstress);
        if (!jcstress) {
            return runAll(mutants, classPath, work);
        }
        Map<Mutant.Check, Result> results = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            if (!results.containsKey(mutant.check())) {
                Path own = work.resolve(Integer.toString(results.size()));
                results.put(mutant.check(), stress(mutant, classPath, own));
            }
        }
        return results;
    }

    private Map<Mutant.Check, Result> runAll(List<Mutant> mutants, String classPath, Path work)
            throws IOException {
        Files.createDirectories(work);
        List<Mutant.Check> checks = mutants.stream().map(Mutant::check).distinct().toList();
        Path report = work.resolve("report.txt");
        Files.writeString(report, "");
        List<String> command = new ArrayList<>(List.of(java(), "-ea", QUICK_START));
        command.addAll(flags);
        command.addAll(mutants.get(0).flags());
        String own = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classPath + File.pathSeparator + own));
        command.addAll(List.of(NamedTests.class.getName(), report.toString()));
        checks.forEach(check -> command.add(check.what()));

        long start = System.nanoTime();
        Path log = work.resolve("output.txt");
        Path module = root.resolve(mutants.get(0).module());
        int exit = run(command, module, log, SECONDS + SECONDS_MORE_FOR_EACH * checks.size());

        Map<Mutant.Check, Result> results = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(report);
        for (int i = 0; i < checks.size(); i++) {
            Result result = lost("see " + root.relativize(log));
            if (i < lines.size()) {
                result = Result.parse(lines.get(i));
            } else if (i == lines.size() && exit == TIMED_OUT) {
                long millis = (System.nanoTime() - start) / 1_000_000;
                result = new Result(Result.Kind.HUNG, millis, "nothing ended it");
            }
            results.put(checks.get(i), result);
        }
        return results;
    }

    private static Result lost(String why) {
        return new Result(Result.Kind.DIED, 0, why);
    }

    /**
     * A race takes two actors at the same moment, which is rare while something else wants a
     * processor too. Once is enough to catch a mutant; only it gets more than one chance.
     */
    private Result stressUntilCaught(Mutant mutant, String classPath, Path work)
            throws IOException {
        Result result = stress(mutant, classPath, work);
        for (int i = 1; i < SAMPLINGS && result.kind() == Result.Kind.PASSED; i++) {
            result = stress(mutant, classPath, work);
        }
        return result;
    }

    /** In quick mode, unless the flags say otherwise: a mutant should be easy to see. */
    private Result stress(Mutant mutant, String classPath, Path work) throws IOException {
        Files.createDirectories(work);
        Path log = work.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath));
        command.addAll(List.of("org.openjdk.jcstress.Main", "-t", mutant.check().what()));
        command.addAll(mutant.flags().isEmpty() ? List.of("-m", "quick") : mutant.flags());
        long start = System.nanoTime();
        int exit = run(command, work, log, JCSTRESS_SECONDS);
        long millis = (System.nanoTime() - start) / 1_000_000;
        Result.Kind kind = exit == TIMED_OUT ? Result.Kind.HUNG : Result.ofJcstress(exit, log);
        return new Result(kind, millis, "see " + root.relativize(log));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int run(List<String> command, Path directory, Path log, long seconds)
            throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : TIMED_OUT;
        } catch (InterruptedException e) {
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
