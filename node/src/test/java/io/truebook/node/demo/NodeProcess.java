package io.truebook.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command of Truebook as a process of its own, as an operator runs it; what it says goes to a file. */
final class NodeProcess implements AutoCloseable {
    private static final Duration COMMAND_PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    private NodeProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Compiled once and lightly: most of what a short command needs of a processor is the compiler. */
    static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

    /**
     * @param main class of the command line, so that a dishonest build can be started the same way
     * @param options of the JVM, beside those that all have
     */
    static NodeProcess start(
            String name,
            Path folder,
            Class<?> main,
            Map<String, String> environment,
            List<String> options,
            List<String> arguments) {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            // Nobody types: who asks gets no answer.
            started.getOutputStream().close();
            return new NodeProcess(name, log, started);
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " does not start", failure);
        }
    }

    /** How a command ended. @param said all it printed */
    record Finished(int status, String said) {}

    /** Waits until a command has ended. */
    Finished finish() {
        try {
            if (!process.waitFor(COMMAND_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new DemoFailure(name + " does not end; see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
        forget();
        return new Finished(process.exitValue(), said());
    }

    /** Waits until something holds; fails at once when the process dies. */
    void await(String what, Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new DemoFailure(name + " ended while waiting for " + what + ":\n" + said());
            }
            if (System.nanoTime() > end) {
                throw new DemoFailure(what + " did not happen in " + patience.toSeconds() + " s; see " + log);
            }
            Pause.of(POLL);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it as a power cut would. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
        forget();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return "(" + log + " cannot be read)";
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already.
        }
    }
}
