package io.truebook.l1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A local L1: anvil as a child process, with the transaction gas limit of mainnet enforced and finality two blocks behind. Ends with
 * this object or with the JVM.
 */
public final class AnvilProcess implements AutoCloseable {
    /** @param blockTime seconds between blocks; 0 makes a block for each transaction at once */
    public record Options(long chainId, int blockTime, List<String> more) {
        public static final Options INSTANT = new Options(31_337, 0, List.of());

        public static Options everySeconds(int blockTime) {
            return new Options(31_337, blockTime, List.of());
        }
    }

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final String LISTENING = "Listening on ";

    private final Process process;
    private final Thread atExit;
    private final JsonRpcEndpoint endpoint;

    private AnvilProcess(Process process, Thread atExit, URI url) {
        this.process = process;
        this.atExit = atExit;
        this.endpoint = new JsonRpcEndpoint(url, CALL_TIMEOUT);
    }

    public static AnvilProcess start(Options options) {
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "--port",
                "0",
                "--chain-id",
                Long.toString(options.chainId()),
                "--slots-in-an-epoch",
                "1",
                "--enable-tx-gas-limit"));
        if (options.blockTime() > 0) {
            command.addAll(List.of("--block-time", Integer.toString(options.blockTime())));
        }
        command.addAll(options.more());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread atExit = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(atExit);
            return new AnvilProcess(process, atExit, awaitUrl(process));
        } catch (IOException cannotStart) {
            throw new UncheckedIOException("anvil does not start", cannotStart);
        }
    }

    public URI url() {
        return endpoint.url();
    }

    /** Gives an account this many wei, without taking them from anybody. */
    public void setBalance(EthAddress account, BigInteger wei) {
        call("anvil_setBalance", account.hex(), Hex.quantity(wei));
    }

    public void mine(int blocks) {
        call("anvil_mine", Hex.quantity(blocks));
    }

    /** Returns when every transaction that anvil has accepted stands in a block: it answers a sender before it mines. */
    public void awaitMined() {
        long deadline = System.nanoTime() + CALL_TIMEOUT.toNanos();
        while (!call("txpool_status").get("pending").stringValue().equals("0x0")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("anvil has not mined everything within " + CALL_TIMEOUT);
            }
            Thread.onSpinWait();
        }
    }

    /** Moves the clock of the next block forward. */
    public void increaseTime(Duration by) {
        call("evm_increaseTime", Hex.quantity(by.toSeconds()));
    }

    /** Replaces the last {@code depth} blocks by empty ones; their transactions are gone, not pooled again. */
    public void reorg(int depth) {
        call("anvil_reorg", depth, List.of());
    }

    public JsonNode call(String method, Object... params) {
        try {
            return endpoint.call(method, params);
        } catch (EndpointException failure) {
            throw new IllegalStateException("anvil: " + method + ": " + failure.getMessage());
        }
    }

    /** Stops it dead, as a crash of the endpoint would. */
    @Override
    public void close() {
        endpoint.close();
        process.destroyForcibly();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is running or has run: nothing is left to remove.
        }
    }

    /** anvil chooses a free port itself and says which, so that no two can race for one. */
    private static URI awaitUrl(Process process) {
        CompletableFuture<URI> url = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            StringBuilder said = new StringBuilder();
            try (var output = process.inputReader()) {
                output.lines().forEach(line -> {
                    if (line.startsWith(LISTENING)) {
                        url.complete(URI.create("http://" + line.substring(LISTENING.length())));
                    } else if (!url.isDone()) {
                        said.append(line).append('\n');
                    }
                });
            } catch (IOException | UncheckedIOException closed) {
                said.append(closed.getMessage());
            }
            url.completeExceptionally(new IllegalStateException("anvil ended: " + said));
        });
        try {
            return url.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failure) {
            process.destroyForcibly();
            throw new IllegalStateException("anvil does not start", failure);
        }
    }

    private static Path binary() {
        String given = System.getProperty("truebook.anvil", System.getenv("TRUEBOOK_ANVIL"));
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String modules : List.of("node_modules", "l1-contracts/node_modules")) {
                Path found = platformBinary(folder.resolve(modules).resolve("@foundry-rs"));
                if (found != null) {
                    return found;
                }
            }
        }
        throw new IllegalStateException(
                "anvil is not installed: run 'npm ci' in l1-contracts, or name it in TRUEBOOK_ANVIL");
    }

    /** npm's own launcher starts anvil as a child that a kill would leave behind, so the platform's binary is started itself. */
    private static Path platformBinary(Path packages) {
        if (!Files.isDirectory(packages)) {
            return null;
        }
        try (Stream<Path> entries = Files.list(packages)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("anvil-"))
                    .map(entry -> entry.resolve("bin/anvil"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
