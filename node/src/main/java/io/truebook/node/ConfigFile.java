package io.truebook.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** node.conf, under the environment, under --set. A key the file does not have is a mistake, not a new setting. */
final class ConfigFile {
    private static final String PREFIX = "TRUEBOOK_";

    static NodeConfig load(Path file, Map<String, String> environment, Map<String, String> overrides) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidConfigException(List.of("there is no file " + file.toAbsolutePath()));
        }
        Config config;
        try {
            config = ConfigFactory.parseFile(file.toFile());
        } catch (ConfigException malformed) {
            throw new InvalidConfigException(List.of(malformed.getMessage()));
        }
        Config merged = config;
        for (var entry : config.entrySet()) {
            String variable = PREFIX
                    + entry.getKey().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            if (environment.containsKey(variable)) {
                merged = set(merged, entry.getKey(), environment.get(variable));
            }
        }
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            if (!config.hasPath(override.getKey())) {
                throw new InvalidConfigException(List.of("--set " + override.getKey() + ": no such key"));
            }
            merged = set(merged, override.getKey(), override.getValue());
        }
        return NodeConfig.of(merged.resolve());
    }

    private static Config set(Config config, String key, String value) {
        if (value.startsWith("[")) {
            return ConfigFactory.parseString(key + " = " + value).withFallback(config);
        }
        return config.withValue(key, ConfigValueFactory.fromAnyRef(value));
    }

    private ConfigFile() {}
}
