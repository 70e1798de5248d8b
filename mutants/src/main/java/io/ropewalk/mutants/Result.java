package io.ropewalk.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What came of one run of a check, in a line of text that a child process can write.
 *
 * @param kind how it ended
 * @param millis how long it took
 * @param detail what went wrong, in one line
 */
record Result(Kind kind, long millis, String detail) {
    /** How testkit's and core's helpers, and Lincheck, say that they have waited in vain. */
    private static final Pattern WATCHDOG =
            Pattern.compile(
                    "stuck in|waited in vain|does not end within|is not asleep within|has hung");

    enum Kind {
        PASSED,
        /** An assertion failed. */
        FAILED,
        /** A watchdog has ended it. */
        HUNG,
        /** An exception that is no assertion of the test. */
        THREW,
        /** The classes do not fit each other. */
        UNLINKED,
        /** There is no such test. */
        ABSENT,
        /** The test exists but was not executed. */
        SKIPPED,
        /** The JVM ended without a report. */
        DIED
    }

    static Result of(Throwable failure, long millis) {
        Kind kind = failure instanceof AssertionError ? Kind.FAILED : Kind.THREW;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof LinkageError || t instanceof ReflectiveOperationException) {
                return new Result(Kind.UNLINKED, millis, line(t));
            }
            if (t instanceof TimeoutException || WATCHDOG.matcher(String.valueOf(t)).find()) {
                kind = Kind.HUNG;
            }
        }
        return new Result(kind, millis, line(failure));
    }

    /**
     * What a run of jcstress has found: a forbidden outcome is a failure, and only that; a test
     * that breaks is none.
     */
    static Kind ofJcstress(int exit, Path log) throws IOException {
        String said = Files.readString(log);
        if (said.contains("No matching tests")) {
            return Kind.ABSENT;
        }
        if (!said.contains("Error tests: No matches")) {
            return Kind.DIED;
        }
        return switch (exit) {
            case 0 -> Kind.PASSED;
            case 1 -> said.contains("Failed tests: No matches") ? Kind.DIED : Kind.FAILED;
            default -> Kind.DIED;
        };
    }

    private static String line(Throwable failure) {
        String text = failure.toString().strip().replaceAll("\\s+", " ");
        return text.length() <= 200 ? text : text.substring(0, 200) + " ...";
    }

    String toLine() {
        return kind + "\t" + millis + "\t" + detail;
    }

    static Result parse(String line) {
        String[] parts = line.split("\t", 3);
        return new Result(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    /** What this means where no patch is applied: empty if all is well. */
    String troubleWithoutPatch() {
        return switch (kind) {
            case PASSED -> "";
            case FAILED, THREW, UNLINKED -> "its test fails also without the patch: " + detail;
            case HUNG -> "its test hangs also without the patch: " + detail;
            case ABSENT -> "its test does not exist: " + detail;
            case SKIPPED -> "its test is not executed: " + detail;
            case DIED -> "its test has no result without the patch: " + detail;
        };
    }

    /** What this means where the patch is applied: empty if the mutant is caught. */
    String troubleWithPatch(boolean mayHang) {
        return switch (kind) {
            case PASSED -> "SURVIVED: its test passes with the patch";
            case FAILED -> mayHang ? "fails instead of hanging, as its head says: " + detail : "";
            case HUNG -> mayHang ? "" : "hangs, and its head does not say so: " + detail;
            case THREW -> "its test ends by no assertion of its own: " + detail;
            case UNLINKED -> "its classes do not fit the others: " + detail;
            case ABSENT -> "its test is not found with the patch: " + detail;
            case SKIPPED -> "its test is not executed with the patch: " + detail;
            case DIED -> "its test has no result with the patch: " + detail;
        };
    }
}
