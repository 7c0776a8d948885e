package io.truebook.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.truebook.l1.EthAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads keys and collects what is wrong with them instead of stopping at the first. */
final class ConfigReader {
    private final Config config;
    private final List<String> problems = new ArrayList<>();

    ConfigReader(Config config) {
        this.config = config;
    }

    String text(String key) {
        return read(key, config::getString, "");
    }

    boolean flag(String key) {
        return read(key, config::getBoolean, false);
    }

    long number(String key, long least, long greatest) {
        long value = read(key, config::getLong, least);
        if (value < least || value > greatest) {
            problems.add(key + " = " + value + " is not between " + least + " and " + greatest);
        }
        return value;
    }

    Duration duration(String key) {
        Duration value = read(key, config::getDuration, Duration.ZERO);
        if (value.isNegative()) {
            problems.add(key + " is negative");
        }
        return value;
    }

    URI uri(String key) {
        return parse(key, text(key));
    }

    List<URI> uris(String key) {
        List<URI> uris = urisOrNone(key);
        if (uris.isEmpty()) {
            problems.add(key + " names no address");
        }
        return uris;
    }

    List<URI> urisOrNone(String key) {
        return read(key, config::getStringList, List.<String>of()).stream()
                .map(text -> parse(key, text))
                .toList();
    }

    /** Empty for an empty text. */
    Optional<EthAddress> address(String key) {
        String text = text(key);
        return text.isEmpty() ? Optional.empty() : parseAddress(key, text);
    }

    List<EthAddress> addresses(String key) {
        return read(key, config::getStringList, List.<String>of()).stream()
                .flatMap(text -> parseAddress(key, text).stream())
                .toList();
    }

    List<? extends Config> objects(String key) {
        return read(key, config::getConfigList, List.of());
    }

    private Optional<EthAddress> parseAddress(String key, String text) {
        try {
            return Optional.of(new EthAddress(text));
        } catch (IllegalArgumentException malformed) {
            problems.add(key + " = " + text + " is not an address");
            return Optional.empty();
        }
    }

    /** A number of blocks, or "finalized". */
    OptionalInt depth(String key) {
        String text = text(key);
        if (text.equals("finalized")) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException notANumber) {
            problems.add(key + " = " + text + " is neither \"finalized\" nor a number of blocks");
            return OptionalInt.empty();
        }
    }

    /** What is made of several keys, and says itself what is wrong with them together. */
    <T> T checked(String section, Supplier<T> made, T otherwise) {
        try {
            return made.get();
        } catch (IllegalArgumentException | ConfigException wrong) {
            problems.add(section + ": " + wrong.getMessage());
            return otherwise;
        }
    }

    void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    private URI parse(String key, String text) {
        try {
            URI uri = URI.create(text);
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                problems.add(key + " = " + text + " is not an http or https address");
            }
            return uri;
        } catch (IllegalArgumentException malformed) {
            problems.add(key + " = " + text + " is not an address");
            return URI.create("http://127.0.0.1");
        }
    }

    private <T> T read(String key, Function<String, T> getter, T otherwise) {
        try {
            return getter.apply(key);
        } catch (ConfigException.Missing missing) {
            problems.add(key + " is missing");
        } catch (ConfigException wrong) {
            problems.add(key + ": " + wrong.getMessage());
        }
        return otherwise;
    }
}
