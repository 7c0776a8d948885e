package io.truebook.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** `truebook risk` as people and programs use it. */
class RiskCommandTest {
    private static final int WRONG_USE = 2;

    @TempDir
    private Path folder;

    private record Answer(int status, String out) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    private static Answer risk(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "risk";
        System.arraycopy(options, 0, args, 1, options.length);
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Answer(Truebook.run(args), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    private Path history(boolean asJson) throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        StringBuilder csv = new StringBuilder("time,price\n");
        StringBuilder json = new StringBuilder("[");
        double price = 60_000;
        for (int i = 0; i < 5_000; i++) {
            price *= Math.exp(0.0008 * random.nextGaussian() - (i % 500 == 499 ? 0.02 + 0.001 * (i / 500) : 0));
            csv.append(1_700_000_000L + 60L * i).append(',').append(price).append('\n');
            json.append(i == 0 ? "" : ",")
                    .append("[")
                    .append((1_700_000_000L + 60L * i) * 1_000)
                    .append(",")
                    .append(price)
                    .append("]");
        }
        return Files.writeString(folder.resolve(asJson ? "h.json" : "h.csv"), asJson ? json.append("]") : csv);
    }

    @Test
    void theTableTellsTheMarginToSet() {
        Answer wild =
                risk("--delay", "0.5:790,1:1800", "--volatility", "2", "--jumps", "500", "--jump-deviation", "0.03");
        assertThat(wild.status()).isZero();
        assertThat(wild.out()).contains("outruns the margin", "SET_MARKET", "mmrPpm", "imrPpm");
        Answer calm = risk("--delay", "790", "--volatility", "0.3");
        assertThat(calm.out()).contains("nothing to set").doesNotContain("SET_MARKET");
    }

    /** The add-on of the dearer side goes on top of both rates, and with it the level is kept. */
    @Test
    void whatIsSetKeepsTheLevel() {
        String[] options = {
            "--delay",
            "900",
            "--volatility",
            "1.5",
            "--jumps",
            "800",
            "--jump-mean",
            "-0.01",
            "--jump-deviation",
            "0.02",
            "--level",
            "0.0005",
            "--json",
            "--mmr",
            "20000",
            "--imr",
            "30000"
        };
        JsonNode before = risk(options).json();
        int addOn = Math.max(
                before.at("/long/addOn/ppm").asInt(),
                before.at("/short/addOn/ppm").asInt());
        assertThat(addOn).isPositive();
        assertThat(before.at("/setMarket/mmrPpm").asInt()).isEqualTo(20_000 + addOn);
        assertThat(before.at("/setMarket/imrPpm").asInt()).isEqualTo(30_000 + addOn);
        options[options.length - 3] = "" + (20_000 + addOn);
        options[options.length - 1] = "" + (30_000 + addOn);
        JsonNode after = risk(options).json();
        assertThat(after.at("/long/outruns").asDouble()).isLessThanOrEqualTo(0.0005);
        assertThat(after.at("/short/outruns").asDouble()).isLessThanOrEqualTo(0.0005);
        assertThat(after.at("/setMarket/mmrPpm").asInt()).isEqualTo(20_000 + addOn);
    }

    @Test
    void historiesOfBothFormsSayTheSame() throws Exception {
        Answer csv = risk("--delay", "900", "--history", history(false).toString(), "--json");
        Answer json = risk("--delay", "900", "--history", history(true).toString(), "--json");
        assertThat(csv.out()).isEqualTo(json.out());
        assertThat(csv.json().at("/history/jumps").asInt()).isEqualTo(10);
        assertThat(csv.json().at("/process/jumpMean").asDouble()).isCloseTo(-0.0245, within(0.001));
        assertThat(csv.json().at("/process/volatility").asDouble()).isCloseTo(0.58, within(0.02));
    }

    @Test
    void optionsFromAFileAndTwoStages() throws Exception {
        Path options = Files.writeString(
                folder.resolve("btc.options"), "--posted 2 --final 0.5:700,1:800\n--volatility 0.6 --json\n");
        Path samples = Files.writeString(folder.resolve("delays"), "2, 700\n2, 760\n2, 790\n");
        assertThat(risk("@" + options).json().at("/delaySeconds/mean").asDouble())
                .isCloseTo(727, within(1e-9));
        assertThat(risk("--delays", samples.toString(), "--volatility", "0.6", "--json")
                        .json()
                        .at("/delaySeconds/mean")
                        .asDouble())
                .isCloseTo(752, within(1e-9));
    }

    @Test
    void curvesAreDrawn() {
        Path file = folder.resolve("gap.png");
        assertThat(risk("--delay", "900", "--volatility", "0.8", "--plot", file.toString())
                        .status())
                .isZero();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void theGridIsPrintedAndCanBeReplayed() {
        Answer check = risk("check", "--seed", "7");
        assertThat(check.status()).as(check.out()).isZero();
        assertThat(check.out()).contains("--seed 7", "they agree").containsPattern("[3-9]\\d\\d points");
        assertThat(risk("check", "--seed", "7").out()).isEqualTo(check.out());
        assertThat(risk("check", "--paths", "10").status()).isEqualTo(WRONG_USE);
    }

    @Test
    void wrongUseIsToldApart() throws Exception {
        assertThat(risk("--volatility", "1").status()).isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "900").status()).isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "900", "--posted", "3", "--volatility", "1").status())
                .isEqualTo(WRONG_USE);
        assertThat(risk("--posted", "3", "--volatility", "1").status()).isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "0.5:900", "--volatility", "1").status()).isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "900", "--volatility", "-1").status()).isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "900", "--volatility", "1", "--level", "1").status())
                .isEqualTo(WRONG_USE);
        assertThat(risk("--delay", "900", "--volatility", "1", "--mmr", "60000").status())
                .isEqualTo(WRONG_USE);
        Path broken = Files.writeString(folder.resolve("broken.csv"), "time,price\n1,2\n1,3\n1,4\n");
        assertThat(risk("--delay", "900", "--history", broken.toString()).status())
                .isEqualTo(1);
        assertThat(risk("--delay", "900", "--history", folder.resolve("none").toString())
                        .status())
                .isEqualTo(1);
    }
}
