package loteria.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
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
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Line charts as SVG files: black on white whatever is around them, text as text, and the same bytes for the same
 * values. To the right the values that were measured, at equal distances.
 */
final class Plots {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final String FONT = "SansSerif";
    private static final Color[] COLORS = {new Color(0x1f5fa8), new Color(0xc0504d), new Color(0x3f8f3f)};

    static {
        System.setProperty("java.awt.headless", "true");
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Plots() {}

    /** A chart whose upward axis begins at 0. */
    static JFreeChart linear(String title, String x, String y, DefaultCategoryDataset lines) {
        JFreeChart chart = ChartFactory.createLineChart(title, x, y, lines);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(new Font(FONT, Font.BOLD, 15));
        chart.getLegend().setItemFont(new Font(FONT, Font.PLAIN, 12));
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        style(plot.getDomainAxis());
        style(plot.getRangeAxis());
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, true);
        for (int line = 0; line < lines.getRowCount(); line++) {
            renderer.setSeriesPaint(line, COLORS[line]);
            renderer.setSeriesStroke(line, new BasicStroke(2));
        }
        plot.setRenderer(renderer);
        return chart;
    }

    /** A chart whose upward axis doubles at each mark. */
    static JFreeChart logarithmic(String title, String x, String y, DefaultCategoryDataset lines) {
        JFreeChart chart = linear(title, x, y, lines);
        LogAxis axis = new LogAxis(y);
        axis.setBase(2);
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setMinorTickMarksVisible(false);
        axis.setNumberFormatOverride(new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        style(axis);
        chart.getCategoryPlot().setRangeAxis(axis);
        return chart;
    }

    private static void style(Axis axis) {
        axis.setLabelFont(new Font(FONT, Font.PLAIN, 13));
        axis.setTickLabelFont(new Font(FONT, Font.PLAIN, 11));
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
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            svg.stream(out, true);
        }
    }
}
