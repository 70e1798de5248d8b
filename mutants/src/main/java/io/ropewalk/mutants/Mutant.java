package io.ropewalk.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A planted mistake, as its patch file tells it. A unified diff preceded by a head of keys and
 * values; a line that begins with a space goes on with the value before it.
 *
 * @param name of the file, without its ending
 * @param takesAway what protects the code and is taken out
 * @param goesWrong what could happen then
 * @param module where the check is made
 * @param check what must fail
 * @param hangs whether it fails by not ending
 * @param flags further flags of the JVM that makes the check
 * @param patch the change
 */
record Mutant(
        String name,
        String takesAway,
        String goesWrong,
        String module,
        Check check,
        boolean hangs,
        List<String> flags,
        Patch patch) {
    private static final String ENDING = ".patch";
    private static final Set<String> KEYS =
            Set.of("Takes away", "Goes wrong", "Module", "Test", "Jcstress", "Hangs", "Flags");

    /** What must fail: a test method, or what a regular expression selects in jcstress.jar. */
    record Check(boolean jcstress, String what) {
        /** Without the packages, for people. */
        String brief() {
            return jcstress ? "jcstress " + what : what.substring(what.lastIndexOf('.') + 1);
        }
    }

    static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        }
    }

    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    static Mutant read(Path file) throws IOException, Unusable {
        return parse(nameOf(file), Files.readAllLines(file));
    }

    static Mutant parse(String name, List<String> lines) throws Unusable {
        int diff = 0;
        while (diff < lines.size() && !lines.get(diff).matches("(diff|---) .*")) {
            diff++;
        }
        Map<String, String> head = head(lines.subList(0, diff));
        boolean jcstress = head.containsKey("Jcstress");
        if (jcstress == head.containsKey("Test")) {
            throw new Unusable("its head must name one thing that fails, as Test: or as Jcstress:");
        }
        Check check = new Check(jcstress, required(head, jcstress ? "Jcstress" : "Test"));
        if (!jcstress && !check.what.matches("[\\w.]+(/\\w+)*#\\w+")) {
            throw new Unusable(
                    "Test: must read package.Class#method or package.Class/Nested#method");
        }
        String hangs = head.getOrDefault("Hangs", "no");
        if (!hangs.matches("yes|no")) {
            throw new Unusable("Hangs: is yes or no");
        }
        return new Mutant(
                name,
                required(head, "Takes away"),
                required(head, "Goes wrong"),
                required(head, "Module"),
                check,
                hangs.equals("yes"),
                words(head.getOrDefault("Flags", "")),
                Patch.parse(lines.subList(diff, lines.size())));
    }

    private static Map<String, String> head(List<String> lines) throws Unusable {
        Map<String, String> head = new LinkedHashMap<>();
        String key = "";
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            if (line.startsWith(" ") && !key.isEmpty()) {
                head.merge(key, line.strip(), (before, more) -> before + " " + more);
                continue;
            }
            int colon = line.indexOf(": ");
            key = colon < 0 ? line : line.substring(0, colon);
            if (!KEYS.contains(key)) {
                throw new Unusable("its head has '" + key + "', which is none of " + KEYS);
            }
            head.put(key, line.substring(key.length() + 1).strip());
        }
        return head;
    }

    private static String required(Map<String, String> head, String key) throws Unusable {
        String value = head.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new Unusable("its head lacks '" + key + ":'");
        }
        return value;
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.stream(text.split(" +")).filter(w -> !w.isEmpty()).toList());
    }
}
