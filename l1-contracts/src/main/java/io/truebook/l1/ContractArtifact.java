package io.truebook.l1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A compiled contract as forge wrote it, packaged with this module. */
record ContractArtifact(String name, JsonNode abi, Bytes creationCode, JsonNode deployed) {
    private static final JsonMapper JSON = new JsonMapper();

    static ContractArtifact load(String name) {
        JsonNode artifact = JSON.readTree(resource(name + ".sol/" + name + ".json"));
        String code = artifact.path("bytecode").path("object").asString("");
        return new ContractArtifact(name, artifact.path("abi"), Bytes.fromHex(code), artifact.path("deployedBytecode"));
    }

    /** Whether this is the contract's code, whatever its immutables are. */
    boolean hasCode(Bytes actual) {
        byte[] code = Bytes.fromHex(deployed.path("object").asString("")).bytes();
        byte[] found = actual.bytes();
        if (found.length != code.length) {
            return false;
        }
        for (JsonNode places : deployed.path("immutableReferences")) {
            for (JsonNode place : places) {
                int from = place.path("start").asInt();
                Arrays.fill(found, from, from + place.path("length").asInt(), (byte) 0);
            }
        }
        return Arrays.equals(code, found);
    }

    static byte[] resource(String path) {
        try (InputStream in = ContractArtifact.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " was not there when l1-contracts was built: run"
                        + " 'npm ci && npm run build' in l1-contracts, then build the module again");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }
}
