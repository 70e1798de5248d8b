package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles the code in the README and in the Javadoc, as a reader would who pastes it into a
 * method.
 */
class SnippetsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String SNIPPET = "{@snippet :";

    private static final String BEFORE =
            """
            import io.ropewalk.core.*;
            import io.ropewalk.core.time.*;
            import io.ropewalk.queues.*;
            import io.ropewalk.queues.ring.*;
            import io.ropewalk.queues.select.*;
            import io.ropewalk.queues.select.Timer;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            class Snippet {
                void run() throws Exception {
            """;

    private static final String AFTER = "\n}}\n";

    @TempDir Path classes;

    @TestFactory
    Stream<DynamicTest> the_code_in_the_readme_compiles() throws IOException {
        List<String> blocks = find(FENCE, Files.readString(ROOT.resolve("README.md")));
        assertThat(blocks).isNotEmpty();
        return blocks.stream().map(block -> dynamicTest(firstLine(block), () -> compile(block)));
    }

    @TestFactory
    Stream<DynamicTest> the_code_in_the_guide_compiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/guide"))) {
            for (Path page : pages.sorted().toList()) {
                for (String block : find(FENCE, Files.readString(page))) {
                    tests.add(dynamicTest(page.getFileName().toString(), () -> compile(block)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> the_snippets_in_the_javadoc_compile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String module : List.of("core", "queues")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    for (String block : snippets(Files.readString(file))) {
                        String code = block.replaceAll("(?m)^ *\\* ?", "");
                        tests.add(dynamicTest(file.getFileName().toString(), () -> compile(code)));
                    }
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    /** A snippet ends at the brace that closes it. */
    private static List<String> snippets(String text) {
        List<String> blocks = new ArrayList<>();
        for (int at = text.indexOf(SNIPPET); at >= 0; at = text.indexOf(SNIPPET, at + 1)) {
            int begin = at + SNIPPET.length();
            int end = begin;
            for (int open = 1; open > 0; end++) {
                char c = text.charAt(end);
                open += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            blocks.add(text.substring(begin, end - 1));
        }
        return blocks;
    }

    private static List<String> find(Pattern pattern, String text) {
        List<String> blocks = new ArrayList<>();
        for (Matcher m = pattern.matcher(text); m.find(); ) {
            blocks.add(m.group(1));
        }
        return blocks;
    }

    private static String firstLine(String block) {
        return block.lines().findFirst().orElse("");
    }

    private void compile(String block) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return BEFORE + block + AFTER;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        boolean ok = compiler.getTask(messages, null, null, options, null, List.of(source)).call();
        assertThat(ok).as(() -> messages + "\nin\n" + block).isTrue();
    }
}
