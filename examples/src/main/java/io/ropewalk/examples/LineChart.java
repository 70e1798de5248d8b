package io.ropewalk.examples;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A picture of lines over a common axis, all with the same looks. */
public final class LineChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final double HEADROOM = 1.05;

    /** Told apart by those who see no red or no green, too. */
    private static final List<Color> COLOURS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x56B4E9),
                    new Color(0x9467BD),
                    new Color(0x009E73));

    private static final List<Marker> MARKERS =
            List.of(
                    SeriesMarkers.CIRCLE,
                    SeriesMarkers.DIAMOND,
                    SeriesMarkers.SQUARE,
                    SeriesMarkers.TRIANGLE_UP,
                    SeriesMarkers.TRIANGLE_DOWN);

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // we draw into a file, not on a screen
        }
    }

    private final XYChart chart;
    private int lines;
    private double highest;

    /**
     * An empty picture; both axes start at zero.
     *
     * @param title what it shows
     * @param x name and unit of the axis to the right
     * @param y name and unit of the axis to the top
     */
    public LineChart(String title, String x, String y) {
        chart =
                new XYChartBuilder()
                        .title(title)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .width(WIDTH)
                        .height(HEIGHT)
                        .build();
        XYStyler style = chart.getStyler();
        style.setLocale(Locale.ROOT);
        style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
        style.setChartPadding(16).setChartTitleFont(font(Font.BOLD, 18));
        style.setLegendFont(font(Font.PLAIN, 13))
                .setLegendSeriesLineLength(20)
                .setLegendBorderColor(Color.LIGHT_GRAY);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setAxisTitleFont(font(Font.PLAIN, 15)).setAxisTickLabelsFont(font(Font.PLAIN, 13));
        style.setPlotGridLinesColor(new Color(0xE0E0E0)).setPlotContentSize(0.96);
        style.setXAxisMin(0.0).setYAxisMin(0.0);
        style.setMarkerSize(9);
    }

    private static Font font(int look, int size) {
        return new Font(Font.SANS_SERIF, look, size);
    }

    /**
     * Adds a line with a mark at each point, for few points.
     *
     * @param name for the legend
     * @param x where the points are
     * @param y and how high
     * @return this
     */
    public LineChart marked(String name, double[] x, double[] y) {
        add(name, x, y).setMarker(MARKERS.get((lines - 1) % MARKERS.size()));
        return this;
    }

    /**
     * Adds a line without marks, for many points.
     *
     * @param name for the legend
     * @param x where the points are
     * @param y and how high
     * @return this
     */
    public LineChart plain(String name, double[] x, double[] y) {
        add(name, x, y).setMarker(SeriesMarkers.NONE);
        return this;
    }

    /**
     * Adds a dashed line in the colour of the line before, for what belongs to it.
     *
     * @param name for the legend
     * @param x where the points are
     * @param y and how high
     * @return this
     */
    public LineChart dashed(String name, double[] x, double[] y) {
        lines--;
        XYSeries series = add(name, x, y);
        series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.DASH_DASH);
        return this;
    }

    private XYSeries add(String name, double[] x, double[] y) {
        Color colour = COLOURS.get(lines++ % COLOURS.size());
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour).setLineStyle(new BasicStroke(2.5f));
        series.setMarkerColor(colour);
        highest = Math.max(highest, Arrays.stream(y).max().orElse(0));
        chart.getStyler().setYAxisMax(HEADROOM * highest);
        return series;
    }

    /**
     * Lets the axis to the right begin at one, and labels it at whole numbers only.
     *
     * @param last up to this one
     * @return this
     */
    public LineChart oneTo(int last) {
        XYStyler style = chart.getStyler();
        style.setXAxisMin(1.0).setXAxisMax((double) Math.max(2, last));
        style.setXAxisMaxLabelCount(last + 1).setXAxisDecimalPattern("0");
        return this;
    }

    /**
     * Saves some pictures as one file: an even number two in a row, an odd one in one column.
     *
     * @param file the PNG file; its directory exists
     * @param charts the pictures
     * @throws IOException when it cannot be written
     */
    static void save(Path file, List<LineChart> charts) throws IOException {
        int columns = charts.size() % 2 == 0 ? 2 : 1; // xchart leaves no place empty
        int rows = charts.size() / columns;
        List<XYChart> drawn = charts.stream().map(chart -> chart.chart).toList();
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(drawn, rows, columns, out, BitmapFormat.PNG);
        }
    }
}
