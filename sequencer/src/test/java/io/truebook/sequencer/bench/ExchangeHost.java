package io.truebook.sequencer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A fresh exchange in a process of its own, with its folder. */
final class ExchangeHost implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int port;

    /**
     * @param parent folder on the disk to measure
     * @param jvm further options of the exchange's JVM, which has those of this one
     */
    ExchangeHost(Path parent, int traders, List<String> jvm) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(parent), "exchange");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--") || option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchExchange.class.getName()));
        command.addAll(List.of(folder.toString(), Integer.toString(traders)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        // A JVM that was asked to record itself says so first.
        while (line != null && !line.startsWith("port ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the exchange did not start");
        }
        port = Integer.parseInt(line.substring("port ".length()));
    }

    int port() {
        return port;
    }

    /** CPU time the exchange has used so far. */
    long cpuMillis() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
