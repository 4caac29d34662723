package loteria.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Line charts as SVG files: black on white whatever is around them, text as text, and the same bytes for the same
 * values. Stateless; safe for all threads.
 */
final class Plots {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final String FONT = "SansSerif";
    private static final Color[] COLORS = {new Color(0x1f5fa8), new Color(0xc0504d), new Color(0x3f8f3f)};
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private Plots() {}

    /** A chart with logarithmic axes. */
    static JFreeChart logarithmic(String title, String x, String y, XYSeriesCollection lines) {
        JFreeChart chart = linear(title, x, y, lines);
        chart.getXYPlot().setDomainAxis(styled(log(x)));
        chart.getXYPlot().setRangeAxis(styled(log(y)));
        return chart;
    }

    /** A chart with a logarithmic axis to the right; upwards it begins at 0. */
    static JFreeChart sweep(String title, String x, String y, XYSeriesCollection lines) {
        JFreeChart chart = linear(title, x, y, lines);
        chart.getXYPlot().setDomainAxis(styled(log(x)));
        return chart;
    }

    private static JFreeChart linear(String title, String x, String y, XYSeriesCollection lines) {
        JFreeChart chart = ChartFactory.createXYLineChart(title, x, y, lines);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(new Font(FONT, Font.BOLD, 15));
        chart.getLegend().setItemFont(new Font(FONT, Font.PLAIN, 12));
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        ((NumberAxis) styled(plot.getRangeAxis())).setAutoRangeIncludesZero(true);
        styled(plot.getDomainAxis());
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int line = 0; line < lines.getSeriesCount(); line++) {
            renderer.setSeriesPaint(line, COLORS[line]);
            renderer.setSeriesStroke(line, new BasicStroke(2));
        }
        plot.setRenderer(renderer);
        return chart;
    }

    private static LogAxis log(String label) {
        LogAxis axis = new LogAxis(label);
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", SYMBOLS));
        axis.setMinorTickMarksVisible(false);
        return axis;
    }

    private static ValueAxis styled(ValueAxis axis) {
        axis.setLabelFont(new Font(FONT, Font.PLAIN, 13));
        axis.setTickLabelFont(new Font(FONT, Font.PLAIN, 11));
        return axis;
    }

    static void write(JFreeChart chart, Path file) throws IOException {
        SVGGraphics2D svg;
        try {
            svg = new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null));
        } catch (ParserConfigurationException e) {
            throw new IOException("no XML documents here: " + e.getMessage(), e);
        }
        svg.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try (Writer out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            svg.stream(out, true);
        }
    }
}
