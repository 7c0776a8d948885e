package io.truebook.risk;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Two curves over the margin as a picture: the chance to outrun it, and the mean of what is missing at settlement. */
public final class GapChart {
    private static final int POINTS = 120;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 520;
    private static final double PPM = 1e6;
    /** Nothing below is drawn: a logarithmic axis has no 0. */
    private static final double LEAST_PROBABILITY = 1e-9;

    private static final double LEAST_SHORTFALL_PPM = 1e-6;

    private interface OfMargin {
        double at(double margin);
    }

    /** Writes a PNG; margins run from 0 to twice what is needed. */
    public static void write(Path file, GapRisk risk, double marginPpm, double level) throws IOException {
        System.setProperty("java.awt.headless", "true");
        double[] margins = new double[POINTS];
        double last = Math.min(PPM - 1, Math.max(marginPpm, needed(risk, marginPpm, level)) * 2);
        Arrays.setAll(margins, i -> last * (i + 1) / POINTS);
        XYChart passage = chart("Chance to outrun the margin before settlement", "probability");
        XYChart shortfall = chart("Expected shortfall at settlement", "ppm of notional");
        for (Side side : Side.values()) {
            String name = side == Side.LONG ? "long" : "short";
            curve(
                    passage,
                    name,
                    margins,
                    LEAST_PROBABILITY,
                    margin -> risk.outruns(side, margin).value());
            curve(shortfall, name, margins, LEAST_SHORTFALL_PPM, margin -> PPM * risk.shortfall(side, margin));
        }
        straight(passage, "level", new double[] {margins[0], last}, new double[] {level, level});
        // The image is of the encoder's own making, so a name without .png would grow one.
        BitmapEncoder.saveBitmap(List.of(passage, shortfall), 1, 2, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static double needed(GapRisk risk, double marginPpm, double level) {
        return Arrays.stream(Side.values())
                .map(side -> risk.addOn(side, marginPpm / PPM, level))
                .mapToDouble(
                        addOn -> addOn.map(found -> marginPpm + found.ppm()).orElse(PPM / 2))
                .max()
                .orElse(marginPpm);
    }

    private static XYChart chart(String title, String vertical) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("margin, ppm of notional")
                .yAxisTitle(vertical)
                .build();
        chart.getStyler()
                .setPlotGridLinesColor(new Color(225, 225, 225))
                .setYAxisLogarithmic(true)
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern("0.#E0")
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void curve(XYChart chart, String name, double[] margins, double least, OfMargin function) {
        double[] values =
                Arrays.stream(margins).map(ppm -> function.at(ppm / PPM)).toArray();
        int drawn = 0;
        while (drawn < values.length && values[drawn] >= least) {
            drawn++;
        }
        if (drawn > 1) {
            line(chart, name, Arrays.copyOf(margins, drawn), Arrays.copyOf(values, drawn));
        }
    }

    private static void straight(XYChart chart, String name, double[] margins, double[] values) {
        line(chart, name, margins, values)
                .setLineStyle(
                        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0))
                .setLineColor(Color.DARK_GRAY);
    }

    private static XYSeries line(XYChart chart, String name, double[] margins, double[] values) {
        XYSeries series = chart.addSeries(name, margins, values);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private GapChart() {}
}
