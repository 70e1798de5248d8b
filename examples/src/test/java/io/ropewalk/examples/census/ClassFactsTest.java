package io.ropewalk.examples.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.ClassFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ClassFactsTest {

    @Test
    void countsMethodsInstructionsAndBytes() throws Exception {
        Path runnable =
                ClassFiles.ofModule("java.base").stream()
                        .filter(file -> file.endsWith("java/lang/Runnable.class"))
                        .findFirst()
                        .orElseThrow();
        ClassFacts facts = ClassFacts.read(runnable);
        assertThat(facts).isEqualTo(new ClassFacts("java.base", 1, 0, (int) Files.size(runnable)));
    }

    @Test
    void namesTheFileThatIsNoClassFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("Broken.class"), "not a class");
        assertThatThrownBy(() -> ClassFacts.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("not a class file: " + file);
    }
}
