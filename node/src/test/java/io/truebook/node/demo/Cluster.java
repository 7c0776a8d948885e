package io.truebook.node.demo;

import io.truebook.l1.Deployment;
import io.truebook.node.LyingSequencer;
import io.truebook.node.Truebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the commands of Truebook as processes, each with its own folder, keys and ports, all on one L1. */
final class Cluster {
    private final Path folder;
    private final Path config;
    private final DemoL1 l1;

    /** @param config the project's own node.conf: the demo overrides what has to differ between processes */
    Cluster(Path folder, Path config, DemoL1 l1) {
        this.folder = folder;
        this.config = config;
        this.l1 = l1;
    }

    Deployment deploy() {
        return deploy("devnet");
    }

    /** @param profile set of parameters; sequencers have to be told the same */
    Deployment deploy(String profile) {
        String publisher = "[\"" + DemoKeys.PUBLISHER.address() + "\"]";
        command(
                "deploy",
                DemoKeys.DEPLOYER,
                List.of("deploy"),
                Map.of("deploy.publishers", publisher, "deploy.profile", profile));
        return Deployment.read(folder.resolve("deployment.json"));
    }

    void bond(int sequencer) {
        command("bond-" + sequencer, DemoKeys.sequencer(sequencer), List.of("bond"), Map.of());
    }

    NodeProcess sequencer(int number, int port, boolean dishonest) {
        return sequencer(number, port, dishonest, Map.of());
    }

    NodeProcess sequencer(int number, int port, boolean dishonest, Map<String, String> more) {
        Map<String, String> settings = settings("sequencer-" + number);
        settings.putAll(more);
        settings.put("sequencer.http-port", Integer.toString(port));
        return NodeProcess.start(
                "sequencer-" + number,
                folder,
                dishonest ? LyingSequencer.class : Truebook.class,
                environment(DemoKeys.sequencer(number)),
                List.of(),
                arguments(List.of("sequencer"), settings));
    }

    NodeProcess watcher(int number, int port) {
        return watcher(number, port, Map.of());
    }

    NodeProcess watcher(int number, int port, Map<String, String> more) {
        Map<String, String> settings = settings("watcher-" + number);
        settings.putAll(more);
        settings.put("watcher.metrics-port", Integer.toString(port));
        return NodeProcess.start(
                "watcher-" + number,
                folder,
                Truebook.class,
                environment(DemoKeys.watcher(number)),
                List.of(),
                arguments(List.of("watcher"), settings));
    }

    /** Where the dishonest sequencer looks for the order to lie. */
    Path lieFile(int sequencer) {
        return folder.resolve("sequencer-" + sequencer).resolve("lie");
    }

    /** Runs a command that has to succeed and returns what it printed. */
    String command(String name, DemoKeys key, List<String> command, Map<String, String> more) {
        NodeProcess.Finished finished = run(name, key, command, more);
        if (finished.status() != 0) {
            throw new DemoFailure(name + " failed:\n" + finished.said());
        }
        return finished.said();
    }

    /** Runs a command to its end. */
    NodeProcess.Finished run(String name, DemoKeys key, List<String> command, Map<String, String> more) {
        Map<String, String> settings = settings(name);
        settings.putAll(more);
        return NodeProcess.start(
                        name, folder, Truebook.class, environment(key), NodeProcess.SHORT, arguments(command, settings))
                .finish();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> settings(String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("data-folder", folder.resolve(name).toString());
        settings.put("l1.endpoints", "[\"" + l1.url() + "\"]");
        settings.put("l1.deployment-file", folder.resolve("deployment.json").toString());
        return settings;
    }

    private List<String> arguments(List<String> command, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--config", config.toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private static Map<String, String> environment(DemoKeys key) {
        Map<String, String> environment = new HashMap<>();
        for (String role : List.of("SEQUENCER", "CHALLENGER", "TRADER", "PUBLISHER", "DEPLOYER", "GOVERNOR")) {
            environment.put("TRUEBOOK_" + role + "_KEY", key.secret().hex());
        }
        return environment;
    }
}
