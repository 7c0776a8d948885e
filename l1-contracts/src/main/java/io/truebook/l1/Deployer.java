package io.truebook.l1;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;

/**
 * Puts Truebook's contracts on L1. They name each other in immutable fields, so the addresses of those still to come are predicted
 * from the deployer's nonce; nobody else may use the account meanwhile.
 */
public final class Deployer {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final long CREATE_GAS = 12_000_000;

    /**
     * What the deployment is to be.
     *
     * @param token the collateral, with 6 decimals
     * @param governor may announce governance messages
     * @param genesisMessages governance bodies that stand in the inbox from the beginning
     * @param genesisTime seconds, not after the time of L1
     * @param genesisRoot of the state at that time
     */
    public record Plan(
            RollupParameters parameters,
            EthAddress token,
            EthAddress governor,
            List<Bytes> genesisMessages,
            long genesisTime,
            Bytes32 genesisRoot) {}

    public sealed interface Result<T> {
        record Deployed<T>(T value) implements Result<T> {}

        record Failed<T>(String reason) implements Result<T> {}
    }

    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String reason) {
            super(reason, null, false, false);
        }
    }

    private final L1Client client;
    private final TransactionSender sender;
    private final long chainId;

    public Deployer(L1Client client, TransactionSender sender, long chainId) {
        this.client = client;
        this.sender = sender;
        this.chainId = chainId;
    }

    /** A token for a chain without USDC: anybody mints it. */
    public Result<EthAddress> deployTestToken() {
        try {
            return new Result.Deployed<>(created(create("TestToken")));
        } catch (FailedException failed) {
            return new Result.Failed<>(failed.getMessage());
        }
    }

    public Result<Deployment> deploy(Plan plan) {
        try {
            return new Result.Deployed<>(deployAll(plan));
        } catch (FailedException failed) {
            return new Result.Failed<>(failed.getMessage());
        }
    }

    private Deployment deployAll(Plan plan) throws FailedException {
        List<StaticStruct> engines = new ArrayList<>();
        for (String engine : Deployment.ENGINES.keySet()) {
            engines.add(engine(created(create(engine))));
        }
        long next = nonce();
        EthAddress bridge = EthAddress.created(sender.address(), next + 1);
        EthAddress sequencers = EthAddress.created(sender.address(), next + 2);
        EthAddress rollup = EthAddress.created(sender.address(), next + 3);
        EthAddress equivocation = EthAddress.created(sender.address(), next + 4);
        EthAddress verifier =
                created(create("FraudVerifier", Abi.address(bridge), new StaticStruct(engines.toArray(Type[]::new))));
        StaticStruct parameters = Abi.parameters(plan.parameters());
        Receipt first = create(
                "Bridge",
                parameters,
                Abi.address(plan.token()),
                Abi.address(rollup),
                Abi.address(plan.governor()),
                Abi.bytesArray(plan.genesisMessages()));
        requireAt(bridge, first);
        requireAt(sequencers, create("Sequencers", parameters, Abi.address(rollup), Abi.address(equivocation)));
        requireAt(
                rollup,
                create(
                        "Rollup",
                        parameters,
                        Abi.address(bridge),
                        Abi.address(sequencers),
                        Abi.address(verifier),
                        Abi.uint48(plan.genesisTime()),
                        Abi.bytes32(plan.genesisRoot())));
        requireAt(
                equivocation,
                create("Equivocation", Abi.address(rollup), Abi.address(sequencers), Abi.address(bridge)));
        return new Deployment(
                chainId,
                first.blockNumber(),
                bridge,
                rollup,
                sequencers,
                verifier,
                equivocation,
                plan.token(),
                plan.genesisTime(),
                plan.genesisRoot());
    }

    private Receipt create(String contract, Type<?>... arguments) throws FailedException {
        Bytes code = Abi.constructor(ContractArtifact.load(contract).creationCode(), arguments);
        String key = "create-" + contract + "-" + nonce();
        TransactionRequest request = new TransactionRequest(key, Optional.empty(), code, BigInteger.ZERO, CREATE_GAS);
        return switch (sender.send(request, PATIENCE, POLL_INTERVAL)) {
            case TransactionOutcome.Confirmed(Receipt receipt) -> receipt;
            case TransactionOutcome.Reverted(Receipt receipt, Bytes error) ->
                throw new FailedException("the constructor of " + contract + " reverts " + why(code));
            case TransactionOutcome other -> throw new FailedException(contract + ": " + other);
        };
    }

    /** A receipt holds no error: the constructor is run once more, as a call without an address. */
    private String why(Bytes creation) {
        return client.read(L1Query.creation(sender.address(), creation))
                                instanceof Read.Value<CallResult>(CallResult result, String endpoint)
                        && result instanceof CallResult.Reverted(Bytes error)
                ? Reverts.describe(error)
                : "without a reason";
    }

    private long nonce() throws FailedException {
        return value(L1Query.nonce(sender.address(), BlockId.LATEST));
    }

    /** The verifier takes an engine's code hash too, and never runs anything else. */
    private StaticStruct engine(EthAddress address) throws FailedException {
        Bytes code = value(L1Query.code(address, BlockId.LATEST));
        return new StaticStruct(Abi.address(address), Abi.bytes32(Keccak.hash(code.bytes())));
    }

    private <T> T value(L1Query<T> query) throws FailedException {
        return switch (client.read(query)) {
            case Read.Value<T>(T value, String endpoint) -> value;
            case Read.Unavailable<T>(List<String> reasons) ->
                throw new FailedException("L1 is unavailable: " + reasons);
        };
    }

    private static EthAddress created(Receipt receipt) throws FailedException {
        return receipt.created().orElseThrow(() -> new FailedException("the receipt names no created contract"));
    }

    private static void requireAt(EthAddress predicted, Receipt receipt) throws FailedException {
        if (!created(receipt).equals(predicted)) {
            throw new FailedException("somebody else used the deployer's account meanwhile: start again");
        }
    }
}
