package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class LineChartTest {
    private static final double[] X = {1, 2, 4};
    private static final double[] Y = {5, 6, 7};

    private final StringWriter out = new StringWriter();

    private static LineChart chart() {
        return new LineChart("title", "x", "y")
                .plain("plain", X, Y)
                .dashed("dashed", X, Y)
                .marked("marked", X, Y)
                .oneTo(4);
    }

    private BufferedImage save(Path directory, List<LineChart> charts) throws Exception {
        ChartFile file = new ChartFile();
        new CommandLine(new Command(file)).parseArgs("--charts=" + directory);
        file.save(new Report(new PrintWriter(out), false), "name", charts);
        return ImageIO.read(directory.resolve("name.png").toFile());
    }

    @CommandLine.Command
    private record Command(@CommandLine.Mixin ChartFile file) {}

    @Test
    void goesWhereItShouldAndSaysSo(@TempDir Path temporary) throws Exception {
        Path directory = temporary.resolve("new");
        BufferedImage image = save(directory, List.of(chart()));
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(560);
        assertThat(out.toString()).contains("Chart: " + directory.resolve("name.png"));
    }

    @Test
    void anEvenNumberStandsTwoInARow(@TempDir Path directory) throws Exception {
        BufferedImage image = save(directory, List.of(chart(), chart(), chart(), chart()));
        assertThat(image.getWidth()).isEqualTo(1800);
        assertThat(image.getHeight()).isEqualTo(1120);
    }

    @Test
    void anOddNumberStandsInOneColumn(@TempDir Path directory) throws Exception {
        BufferedImage image = save(directory, List.of(chart(), chart(), chart()));
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(1680);
    }

    @Test
    void barsAreAsLongAsTheirShare() {
        assertThat(Bars.bar(5, 10, 4)).isEqualTo("##  ");
        assertThat(Bars.bar(10, 10, 4)).isEqualTo("####");
        assertThat(Bars.bar(20, 10, 4)).isEqualTo("####");
        assertThat(Bars.bar(0.001, 10, 4)).isEqualTo("#   ");
        assertThat(Bars.bar(0, 10, 4)).isEqualTo("    ");
        assertThat(Bars.bar(0, 0, 4)).isEqualTo("    ");
    }
}
