package io.ropewalk.examples.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What became of a task.
 *
 * @param task the task
 * @param worker the thread that did it
 * @param bytes how many bytes it read
 * @param sha256 their hash, as a number; zero when the file could not be read
 * @param failure why it could not be read; empty when it could
 */
record Hashed(Task task, String worker, long bytes, BigInteger sha256, String failure) {
    private static final int CHUNK = 1 << 16;

    /**
     * Does a task. A file that cannot be read is a result like any other: it ends the task, not the
     * worker.
     */
    static Hashed of(Task task) {
        String worker = Thread.currentThread().getName();
        try (InputStream in = Files.newInputStream(task.file())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            long bytes = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
                bytes += read;
            }
            return new Hashed(task, worker, bytes, new BigInteger(1, digest.digest()), "");
        } catch (IOException e) {
            return new Hashed(task, worker, 0, BigInteger.ZERO, e.toString());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    boolean failed() {
        return !failure.isEmpty();
    }

    /** The hash as it is usually written. */
    String hex() {
        return "%064x".formatted(sha256);
    }
}
