package io.truebook.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Compares the branches that a JaCoCo report says no test took with the ones that a page argues. Lines are named by their text, so
 * that code can move without the page. Arguments: the report, the source folder, the page.
 */
final class BranchCoverage {
    private static final String PACKAGE = "io/truebook/engine";

    /** File, branches, line with its bars escaped, and the argument. */
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\d+) \\| `([^`]+)` \\| (\\S.*) \\|");

    /** A line some of whose branches were not taken. */
    private record Line(String file, int number, int missed, int branches, String text) {
        String place() {
            return file + " | " + text;
        }
    }

    private int branches;
    private final List<Line> lines = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        BranchCoverage coverage = new BranchCoverage();
        coverage.read(Path.of(args[0]), Path.of(args[1]));
        List<String> faults = coverage.compare(argued(Path.of(args[2])));
        coverage.print();
        faults.forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private void read(Path report, Path sources) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element root = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        for (Element pack : children(root, "package")) {
            if (pack.getAttribute("name").equals(PACKAGE)) {
                for (Element file : children(pack, "sourcefile")) {
                    read(file, Files.readAllLines(sources.resolve(PACKAGE).resolve(file.getAttribute("name"))));
                }
            }
        }
        if (branches == 0) {
            throw new IllegalStateException("the report " + report + " knows no branch of " + PACKAGE);
        }
    }

    private void read(Element file, List<String> source) {
        for (Element line : children(file, "line")) {
            int missed = Integer.parseInt(line.getAttribute("mb"));
            int all = missed + Integer.parseInt(line.getAttribute("cb"));
            int number = Integer.parseInt(line.getAttribute("nr"));
            branches += all;
            if (missed > 0) {
                String text = source.get(number - 1).strip();
                lines.add(new Line(file.getAttribute("name"), number, missed, all, text));
            }
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** What the page argues: branches by file and line. */
    private static Map<String, Integer> argued(Path page) throws IOException {
        Map<String, Integer> argued = new TreeMap<>();
        for (String row : Files.readAllLines(page)) {
            Matcher matcher = ROW.matcher(row);
            if (matcher.matches()) {
                String line = matcher.group(3).replace("\\|", "|");
                argued.put(matcher.group(1) + " | " + line, Integer.parseInt(matcher.group(2)));
            }
        }
        return argued;
    }

    private List<String> compare(Map<String, Integer> argued) {
        List<String> faults = new ArrayList<>();
        Map<String, Integer> left = new TreeMap<>(argued);
        for (Line line : lines) {
            Integer allowed = left.remove(line.place());
            if (allowed == null) {
                faults.add("not argued: " + line.place());
            } else if (allowed != line.missed) {
                faults.add("argued as %d branches, but %d are not taken: %s"
                        .formatted(allowed, line.missed, line.place()));
            }
        }
        left.keySet().forEach(place -> faults.add("argued, but taken or gone: " + place));
        return faults;
    }

    private void print() {
        int missed = lines.stream().mapToInt(Line::missed).sum();
        System.out.printf("%s: %d of %d branches taken%n", PACKAGE.replace('/', '.'), branches - missed, branches);
        if (!lines.isEmpty()) {
            System.out.printf("%-24s %5s %9s  %s%n", "file", "line", "not taken", "source");
        }
        for (Line line : lines) {
            String share = line.missed + " of " + line.branches;
            System.out.printf("%-24s %5d %9s  %s%n", line.file, line.number, share, line.text);
        }
    }

    private BranchCoverage() {}
}
