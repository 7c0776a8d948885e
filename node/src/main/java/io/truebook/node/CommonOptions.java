package io.truebook.node;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "configuration file (default: ${DEFAULT-VALUE})",
            defaultValue = "node.conf")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "override one key of the configuration; may be repeated")
    private Map<String, String> overrides = new LinkedHashMap<>();

    NodeConfig config() {
        return ConfigFile.load(file, System.getenv(), overrides);
    }
}
