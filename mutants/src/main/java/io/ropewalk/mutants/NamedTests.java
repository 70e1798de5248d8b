package io.ropewalk.mutants;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs test methods one after another and appends a line for each to a report. The main class of
 * the JVMs in which mutants live and die.
 */
final class NamedTests {
    private NamedTests() {}

    /**
     * Runs them.
     *
     * @param args the report, and the tests: {@code package.Class/Nested#method}
     * @throws IOException when the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path report = Path.of(args[0]);
        for (int i = 1; i < args.length; i++) {
            Files.writeString(report, run(args[i]).toLine() + "\n", StandardOpenOption.APPEND);
        }
        System.exit(0); // whatever a test has left running
    }

    static Result run(String test) {
        DiscoverySelector selector;
        try {
            selector = selector(test);
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return new Result(Result.Kind.ABSENT, 0, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            return Result.of(e, 0);
        }
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
        Outcome outcome = new Outcome();
        Launcher launcher = LauncherFactory.create();
        long start = System.nanoTime();
        launcher.execute(request, outcome);
        return outcome.result((System.nanoTime() - start) / 1_000_000);
    }

    private static DiscoverySelector selector(String test)
            throws ClassNotFoundException, NoSuchMethodException {
        int hash = test.indexOf('#');
        String[] names = test.substring(0, hash).split("/", -1);
        Class<?> type = Class.forName(names[0]);
        List<Class<?>> enclosing = new ArrayList<>();
        for (int i = 1; i < names.length; i++) {
            enclosing.add(type);
            type = nested(type, names[i]);
        }
        Method method = method(type, test.substring(hash + 1));
        return enclosing.isEmpty()
                ? DiscoverySelectors.selectMethod(type, method)
                : DiscoverySelectors.selectNestedMethod(enclosing, type, method);
    }

    private static Class<?> nested(Class<?> type, String name) throws ClassNotFoundException {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            for (Class<?> candidate : t.getDeclaredClasses()) {
                if (candidate.getSimpleName().equals(name)) {
                    return candidate;
                }
            }
        }
        throw new ClassNotFoundException(type.getName() + " has no class " + name);
    }

    /** The method of that name, with or without parameters. */
    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            for (Method method : t.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isSynthetic()) {
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(type.getName() + " has no method " + name);
    }

    /** The first failure, also of a container, or else that something was executed. */
    private static final class Outcome implements TestExecutionListener {
        private int executed;
        private String skipped = "nothing was found to execute";
        private @Nullable Throwable failure;

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped = reason;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable thrown = result.getThrowable().orElse(null);
            switch (result.getStatus()) {
                case SUCCESSFUL -> executed += test.isTest() ? 1 : 0;
                case ABORTED -> skipped = String.valueOf(thrown);
                case FAILED -> {
                    if (failure == null) {
                        failure = thrown;
                    }
                }
            }
        }

        Result result(long millis) {
            if (failure != null) {
                return Result.of(failure, millis);
            }
            return executed > 0
                    ? new Result(Result.Kind.PASSED, millis, "")
                    : new Result(Result.Kind.SKIPPED, millis, skipped.replaceAll("\\s+", " "));
        }
    }
}
