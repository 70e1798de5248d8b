package io.ropewalk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** Where and with what was measured. */
final class Environment {
    private Environment() {}

    static Map<String, String> describe(String command) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", command);
        facts.put("revision", System.getProperty("ropewalk.revision", "unknown"));
        facts.put("processor", processor());
        facts.put("processors", "" + Runtime.getRuntime().availableProcessors());
        facts.put("memory", memory());
        facts.put("system", property("os.name") + " " + property("os.version"));
        facts.put("jdk", property("java.vm.vendor") + " " + property("java.vm.version"));
        facts.put("flags", String.join(" ", ForkJvm.FLAGS));
        versions().forEach((peer, version) -> facts.put("version of " + peer, version));
        return facts;
    }

    /** By the peer's name. */
    static Map<String, String> versions() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(in));
        }
        Map<String, String> versions = new TreeMap<>();
        properties.forEach((peer, version) -> versions.put("" + peer, "" + version));
        return versions;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(property("os.arch"));
        } catch (IOException e) {
            return property("os.arch"); // not Linux
        }
    }

    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? String.format(
                        Locale.ROOT, "%.0f GB", system.getTotalMemorySize() / (double) (1 << 30))
                : "unknown";
    }
}
