package io.truebook.node;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Agreement;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployment;
import io.truebook.l1.FileOutbox;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.Read;
import io.truebook.l1.Receipt;
import io.truebook.l1.RetryPolicy;
import io.truebook.l1.Reverts;
import io.truebook.l1.Signer;
import io.truebook.l1.SignerSource;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** A command's way to L1: endpoints, the deployment, and senders for its keys. */
public final class L1Session implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    private final NodeConfig config;
    private final L1Client client;

    public L1Session(NodeConfig config) {
        this.config = config;
        List<JsonRpcEndpoint> endpoints = config.l1().endpoints().stream()
                .map(url -> new JsonRpcEndpoint(url, REQUEST_TIMEOUT))
                .toList();
        client = new L1Client(endpoints, endpoints.size(), RetryPolicy.STANDARD);
    }

    public L1Client client() {
        return client;
    }

    /** The deployment in the file the configuration names, checked to be on the chain of the endpoints. */
    public Deployment deployment() {
        if (!Files.isRegularFile(config.l1().deploymentFile())) {
            throw new CommandFailure("there is no " + config.l1().deploymentFile()
                    + ": run `truebook deploy`, or set l1.deployment-file");
        }
        Deployment deployment = Deployment.read(config.l1().deploymentFile());
        long chainId = ask(L1Query.chainId());
        if (chainId != deployment.chainId()) {
            throw new CommandFailure(
                    "the endpoints are on chain " + chainId + ", the deployment is on chain " + deployment.chainId());
        }
        return deployment;
    }

    public Eip712Domain domain(Deployment deployment) {
        return new Eip712Domain(
                deployment.chainId(), deployment.bridge().address().bytes());
    }

    /** An answer of any endpoint. */
    public <T> T ask(L1Query<T> query) {
        return switch (client.read(query)) {
            case Read.Value<T>(T value, String endpoint) -> value;
            case Read.Unavailable<T>(List<String> reasons) ->
                throw new CommandFailure("L1 does not answer: " + String.join("; ", reasons));
        };
    }

    /** An answer on which the endpoints agree. */
    public <T> T agree(L1Query<T> query) {
        return switch (client.agree(query)) {
            case Agreement.Agreed<T>(T value) -> value;
            case Agreement.Disagree<T> disagree -> throw new CommandFailure("the endpoints disagree: " + disagree);
            case Agreement.Unavailable<T>(List<String> reasons) ->
                throw new CommandFailure("L1 does not answer: " + String.join("; ", reasons));
        };
    }

    public Signer signer(SignerSource source) {
        return switch (source.load(System.getenv())) {
            case SignerSource.Result.Loaded(Signer signer) -> signer;
            case SignerSource.Result.Failed(String problem) -> throw new CommandFailure(problem);
        };
    }

    /** Transactions of a key, remembered in the data folder so that none is sent twice. */
    public TransactionSender sender(Signer signer) {
        FileOutbox outbox = new FileOutbox(
                config.dataFolder().resolve("outbox").resolve(signer.address().hex()));
        return new TransactionSender(client, signer, outbox, config.l1().fees(), ask(L1Query.chainId()));
    }

    /** Sends a call and waits until it is included. */
    public Receipt send(TransactionSender sender, String key, ContractCall call) {
        return switch (sender.send(call.keyed(key), PATIENCE, POLL_INTERVAL)) {
            case TransactionOutcome.Confirmed(Receipt receipt) -> receipt;
            case TransactionOutcome.Reverted(Receipt receipt, var error) ->
                throw new CommandFailure(key + " reverted: " + Reverts.describe(error));
            case TransactionOutcome.Pending pending ->
                throw new CommandFailure(key + " is not included yet (" + pending.obstacle()
                        + "); run the command again to go on waiting");
            case TransactionOutcome.Lost lost -> throw new CommandFailure(key + " was replaced by another transaction");
            case TransactionOutcome.Refused(String reason) -> throw new CommandFailure(key + ": " + reason);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
