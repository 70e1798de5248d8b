package io.ropewalk.examples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

class FileTreeTest {
    @TempDir private Path root;

    @BeforeEach
    void plant() throws Exception {
        Files.createDirectories(root.resolve("b/c"));
        Files.writeString(root.resolve("z"), "1");
        Files.writeString(root.resolve("a"), "22");
        Files.writeString(root.resolve("b/y"), "333");
        Files.writeString(root.resolve("b/c/x"), "4444");
    }

    private List<String> names(int maxFiles, long maxBytes) throws Exception {
        return new FileTree(root, maxFiles, maxBytes)
                .list().stream().map(task -> task.file().getFileName().toString()).toList();
    }

    @Test
    void findsAllFilesInOrderAndTellsTheirSizes() throws Exception {
        assertThat(names(100, 100)).containsExactly("a", "z", "y", "x");
        assertThat(new FileTree(root, 100, 100).list())
                .extracting(Task::bytes)
                .containsExactly(2L, 1L, 3L, 4L);
    }

    @Test
    void takesNoMoreFilesThanAllowed() throws Exception {
        assertThat(names(2, 100)).containsExactly("a", "z");
    }

    @Test
    void passesOverFilesThatWouldBeTooManyBytes() throws Exception {
        assertThat(names(100, 7)).containsExactly("a", "z", "y");
        assertThat(names(100, 5)).containsExactly("a", "z");
        assertThat(names(100, 1)).containsExactly("z");
    }

    @Test
    void doesNotFollowLinks() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), root.resolve("b"));
        Files.createSymbolicLink(root.resolve("other"), root.resolve("a"));
        assertThat(names(100, 100)).containsExactly("a", "z", "y", "x");
    }

    @Test
    void failsWhenThereIsNoSuchDirectory() {
        FileTree tree = new FileTree(root.resolve("none"), 1, 1);
        assertThatThrownBy(tree::list).isInstanceOf(NoSuchFileException.class);
    }
}
