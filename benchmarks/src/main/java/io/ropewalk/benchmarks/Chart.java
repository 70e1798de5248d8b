package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.OrderStatistics.Interval;

import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All ratios of a suite: a mark for each, with its interval, shape by shape. */
final class Chart {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 800;

    /** The marks of a shape stand side by side in this part of its column. */
    private static final double SPREAD = 0.7;

    private static final Color[] COLOURS = {
        new Color(0x7F7F7F),
        new Color(0xD62728),
        new Color(0x1F77B4),
        new Color(0x2CA02C),
        new Color(0x9467BD),
        new Color(0xFF7F0E),
        new Color(0x8C564B),
        new Color(0xE377C2),
        new Color(0x17BECF)
    };

    private final List<String> shapes;
    private final List<String> peers;
    private final List<Line.Ratio> ratios;

    private Chart(List<Line.Ratio> ratios) {
        this.ratios = ratios;
        this.shapes = ratios.stream().map(Line.Ratio::shape).distinct().toList();
        this.peers = ratios.stream().map(Line.Ratio::peer).distinct().toList();
    }

    /** Draws as SVG, or as PNG when the file is called so; nothing where there is no ratio. */
    static void draw(String suite, List<Line> lines, Path file) throws IOException {
        List<Line.Ratio> ratios =
                lines.stream()
                        .filter(Line.Ratio.class::isInstance)
                        .map(Line.Ratio.class::cast)
                        .toList();
        if (!ratios.isEmpty()) {
            save(new Chart(ratios).chart(suite), file);
        }
    }

    private XYChart chart(String suite) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(suite + ": the peer's time / our time (above 1 we are faster)")
                        .yAxisTitle("ratio")
                        .build();
        chart.getStyler()
                .setXAxisMin(-0.5)
                .setXAxisMax(shapes.size() - 0.5)
                .setXAxisTicksVisible(false)
                .setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.OutsideE);
        XYSeries even =
                chart.addSeries(
                        "even", new double[] {-0.5, shapes.size() - 0.5}, new double[] {1, 1});
        even.setMarker(SeriesMarkers.NONE);
        even.setLineColor(Color.GRAY);
        for (String peer : peers) {
            add(chart, peer);
        }
        addNames(chart);
        return chart;
    }

    /** Names below the marks, in two rows, for they are longer than a column is wide. */
    private void addNames(XYChart chart) {
        double least = ratios.stream().mapToDouble(r -> r.ratio() - spread(r)).min().orElse(1);
        double lowest = Math.min(1, least) / 1.8;
        chart.getStyler().setYAxisMin(lowest / 1.3);
        for (int column = 0; column < shapes.size(); column++) {
            double height = column % 2 == 0 ? lowest : lowest * 1.3;
            chart.addAnnotation(new AnnotationText(shapes.get(column), column, height, false));
        }
    }

    private void add(XYChart chart, String peer) {
        double offset = SPREAD * ((peers.indexOf(peer) + 0.5) / peers.size() - 0.5);
        List<Double> positions = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Double> spreads = new ArrayList<>();
        for (Line.Ratio ratio : ratios) {
            if (ratio.peer().equals(peer)) {
                positions.add(shapes.indexOf(ratio.shape()) + offset);
                values.add(ratio.ratio());
                spreads.add(spread(ratio));
            }
        }
        XYSeries series = chart.addSeries(peer, positions, values, spreads);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarkerColor(COLOURS[peers.indexOf(peer) % COLOURS.length]);
    }

    /**
     * The longer half of the interval, for the chart knows symmetric ones only; never down to 0.
     */
    private static double spread(Line.Ratio ratio) {
        Interval interval = ratio.interval();
        if (interval == null) {
            return 0;
        }
        double longer = Math.max(interval.high() - ratio.ratio(), ratio.ratio() - interval.low());
        return Math.min(longer, 0.9 * ratio.ratio());
    }

    private static void save(XYChart chart, Path file) throws IOException {
        if (file.toString().endsWith(".png")) {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        } else {
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, file.toString(), VectorGraphicsFormat.SVG);
        }
    }
}
