package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/attacks.md names tests that exist: a test that is renamed or dropped takes its row with it. */
class AttackTableTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern JAVA_TEST =
            Pattern.compile("@(?:Test|ParameterizedTest)\\s(?:\\s*@\\w+(?:\\([^)]*\\))?\\s)*\\s*void (\\w+)\\(");
    private static final Pattern FORGE_CONTRACT = Pattern.compile("(?m)^contract (\\w+)");
    private static final Pattern FORGE_TEST = Pattern.compile("function (test_\\w+)\\(");

    @Test
    void everyTestInTheTableExists() throws IOException {
        Map<String, List<String>> tests = javaTests();
        forgeTests().forEach((contract, names) -> tests.merge(contract, names, AttackTableTest::joined));
        int named = 0;
        List<String> missing = new ArrayList<>();
        Matcher match = NAMED.matcher(Files.readString(TOP.resolve("docs/attacks.md")));
        for (; match.find(); named++) {
            if (!tests.getOrDefault(match.group(1), List.of()).contains(match.group(2))) {
                missing.add(match.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(100);
    }

    @Test
    void everyRowNamesATest() throws IOException {
        List<String> rows = Files.readAllLines(TOP.resolve("docs/attacks.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows).allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }

    private static Map<String, List<String>> javaTests() throws IOException {
        Map<String, List<String>> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(TOP)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                for (Path file : filesEndingIn(sources, "Test.java")) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, found(JAVA_TEST, Files.readString(file)), AttackTableTest::joined);
                }
            }
        }
        return tests;
    }

    /** A file's tests count for each contract in it: helpers have none. */
    private static Map<String, List<String>> forgeTests() throws IOException {
        Map<String, List<String>> tests = new HashMap<>();
        for (Path file : filesEndingIn(TOP.resolve("l1-contracts/test-forge"), ".t.sol")) {
            String source = Files.readString(file);
            found(FORGE_CONTRACT, source).forEach(contract -> tests.put(contract, found(FORGE_TEST, source)));
        }
        return tests;
    }

    private static List<Path> filesEndingIn(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static List<String> found(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(match -> match.group(1)).toList();
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
