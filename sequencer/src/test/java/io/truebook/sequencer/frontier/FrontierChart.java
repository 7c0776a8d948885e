package io.truebook.sequencer.frontier;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Gas against divergence, a point for each policy, both logarithmic: the lower left is where one wants to be. */
final class FrontierChart {
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 800;

    static void write(Path file, List<Outcome> outcomes, Outcome delivered) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Gas against divergence, one point a policy")
                .xAxisTitle("mean divergence, USDC")
                .yAxisTitle("paid for gas, ETH")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setPlotGridLinesColor(new Color(225, 225, 225))
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE);
        List<Outcome> frontier = Frontier.of(outcomes);
        List<Outcome> others =
                outcomes.stream().filter(one -> !frontier.contains(one)).toList();
        points(chart, "frontier", frontier, Color.BLUE).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        if (!others.isEmpty()) {
            points(chart, "dominated", others, Color.GRAY);
        }
        points(chart, "as delivered", List.of(delivered), Color.RED).setMarker(SeriesMarkers.DIAMOND);
        for (Outcome one : frontier) {
            chart.addAnnotation(new AnnotationText(one.name(), one.mean(), one.ether() * 1.02, false));
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static XYSeries points(XYChart chart, String name, List<Outcome> outcomes, Color color) {
        XYSeries series = chart.addSeries(
                name,
                outcomes.stream().mapToDouble(Outcome::mean).toArray(),
                outcomes.stream().mapToDouble(Outcome::ether).toArray());
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color).setLineColor(color);
        return series;
    }

    private FrontierChart() {}
}
