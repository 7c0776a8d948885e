package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HashSpeedTest {
    @Test
    void aJvmThatDoesNotCompileIsToldApartAndTheWarningSaysWhatToDo() throws IOException, InterruptedException {
        Process slow = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HashSpeedTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String warning = new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(slow.waitFor()).isZero();
        assertThat(warning).contains("UseSHA256Intrinsics");
    }

    public static void main(String[] arguments) {
        HashSpeed.warning().ifPresent(System.out::println);
    }
}
