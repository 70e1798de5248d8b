package io.ropewalk.examples;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/** The option of a demo that draws a chart: where to put it. */
public final class ChartFile {

    @Option(
            names = "--charts",
            paramLabel = "<directory>",
            description = "Where the chart goes; by default beside the program, or else temporary.")
    private @Nullable Path directory;

    /**
     * Draws pictures into one PNG file, and tells where it is. Where Java cannot draw, for there
     * are no fonts, it says so: the numbers are on the terminal too.
     *
     * @param report takes the path
     * @param name of the file, without its ending
     * @param charts what to draw
     * @throws IOException when the file cannot be written
     */
    public void save(Report report, String name, List<LineChart> charts) throws IOException {
        Path file = directory().resolve(name + ".png");
        try {
            LineChart.save(file, charts);
        } catch (InternalError | LinkageError e) {
            report.say("%nNo chart: this Java cannot draw here (are there fonts?): %s", e);
            return;
        }
        report.say("%nChart: %s", file);
    }

    private Path directory() throws IOException {
        Path given = directory;
        if (given != null) {
            return Files.createDirectories(given).toAbsolutePath().normalize();
        }
        try {
            Path beside = Files.createDirectories(besideTheProgram());
            if (Files.isWritable(beside)) {
                return beside;
            }
        } catch (IOException | URISyntaxException e) {
            // not ours to write to
        }
        return Files.createTempDirectory("ropewalk-charts-");
    }

    /** In the build directory, where the jar or the classes are. */
    private static Path besideTheProgram() throws IOException, URISyntaxException {
        CodeSource source = ChartFile.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("nobody knows where the program is");
        }
        URI place = source.getLocation().toURI();
        return Path.of(place).resolveSibling("charts");
    }
}
