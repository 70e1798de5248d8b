package io.ropewalk.examples.tasks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * The ordinary files below a directory, in an order that is the same each time. Does not follow
 * links, and passes over what it must not read, what has vanished meanwhile, and files that would
 * be too much.
 *
 * @param root the directory
 * @param maxFiles how many files at most
 * @param maxBytes how many bytes at most, in all of them
 */
record FileTree(Path root, int maxFiles, long maxBytes) {

    /** Takes the files as they are found. */
    @FunctionalInterface
    interface Visitor {
        void visit(Task task) throws InterruptedException;
    }

    void walk(Visitor visitor) throws IOException, InterruptedException {
        Queue<Path> directories = new ArrayDeque<>(List.of(root));
        int files = 0;
        long bytes = 0;
        for (Path next = directories.poll(); next != null; next = directories.poll()) {
            for (Path path : sorted(next)) {
                BasicFileAttributes attributes = attributes(path);
                if (attributes == null) {
                    continue;
                }
                if (attributes.isDirectory()) {
                    directories.add(path);
                } else if (attributes.isRegularFile() && bytes + attributes.size() <= maxBytes) {
                    if (files == maxFiles) {
                        return;
                    }
                    files++;
                    bytes += attributes.size();
                    visitor.visit(new Task(path, attributes.size()));
                }
            }
        }
    }

    List<Task> list() throws IOException, InterruptedException {
        List<Task> tasks = new ArrayList<>();
        walk(tasks::add);
        return tasks;
    }

    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException | NoSuchFileException e) {
            return null;
        }
    }

    private List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (AccessDeniedException | NoSuchFileException e) {
            if (directory.equals(root)) {
                throw e;
            }
            return List.of();
        }
    }
}
