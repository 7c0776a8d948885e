package io.truebook.l1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the events of one deployment from its logs. */
public final class L1Events {
    private static final String HEADER =
            "(uint16,bytes32,uint48,uint48,uint48,bytes32,bytes32,uint32,uint16,bytes32,bytes32)";

    private static final String LEASE_STARTED = "LeaseStarted(uint256,address,bytes32,bytes32)";

    private static final Map<Bytes32, BiFunction<Log, AbiWords, L1Event>> DECODERS = Map.ofEntries(
            event("BatchAppended(uint256,bytes32,address," + HEADER + ",bytes)", L1Events::batchAppended),
            event("BatchDeleted(uint256,bytes32,address,uint256,uint256,address,uint256)", L1Events::batchDeleted),
            event(
                    "Committed(bytes32)",
                    (log, words) -> new L1Event.Committed(log, log.topics().get(1))),
            event("InboxMessage(uint256,bytes,bytes32,uint256)", L1Events::messageEnqueued),
            event(
                    "AccountOpened(uint256,address)",
                    (log, words) -> new L1Event.AccountOpened(log, number(log, 1), address(log, 2))),
            event(
                    "WithdrawalClaimed(uint256,address,address,uint256)",
                    (log, words) -> new L1Event.WithdrawalClaimed(
                            log, number(log, 1), address(log, 2), words.address(0), words.number(1))),
            event(
                    "Reconciled(uint256,bytes32,uint256,uint256)",
                    (log, words) -> new L1Event.Reconciled(
                            log, number(log, 1), log.topics().get(2), words.big(0), words.big(1))),
            event(
                    "WithdrawalsPaused(uint256,bytes32,uint64,uint64,uint64,uint64,int256)",
                    (log, words) -> new L1Event.WithdrawalsPaused(
                            log,
                            number(log, 1),
                            log.topics().get(2),
                            words.big(0),
                            words.big(1),
                            words.big(2),
                            words.big(3),
                            words.signed(4))),
            event(
                    LEASE_STARTED,
                    (log, words) -> new L1Event.LeaseStarted(
                            log, number(log, 1), address(log, 2), words.word(0), words.word(1))),
            event(
                    "LeaseEnded(uint256,address)",
                    (log, words) -> new L1Event.LeaseEnded(log, number(log, 1), address(log, 2))),
            event(
                    "LeaseClaimed(uint256,address,bool,uint256)",
                    (log, words) -> new L1Event.LeaseClaimed(
                            log, number(log, 1), address(log, 2), words.flag(0), words.number(1))),
            event(
                    "LeaseClaimCancelled(uint256,address)",
                    (log, words) -> new L1Event.LeaseClaimCancelled(log, number(log, 1), address(log, 2))),
            event("Bonded(address,uint256)", (log, words) -> new L1Event.Bonded(log, address(log, 1), words.number(0))),
            event(
                    "Slashed(address,address,uint256,uint256)",
                    (log, words) ->
                            new L1Event.Slashed(log, address(log, 1), address(log, 2), words.big(0), words.big(1))));

    private final Deployment deployment;

    public L1Events(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Everything that decides what the chain of batches is, in the order of L1. */
    public L1Query<List<L1Event>> between(long fromBlock, long toBlock) {
        LogFilter filter = new LogFilter(
                List.of(
                        deployment.rollup().address(),
                        deployment.bridge().address(),
                        deployment.sequencers().address()),
                List.copyOf(DECODERS.keySet()),
                fromBlock,
                toBlock);
        return L1Query.logs(filter)
                .map(logs -> logs.stream().map(log -> decode(log).orElseThrow()).toList());
    }

    /** Leases that began in these blocks. */
    public L1Query<List<L1Event>> leases(long fromBlock, long toBlock) {
        LogFilter filter = new LogFilter(
                List.of(deployment.sequencers().address()),
                List.of(Abi.eventSignature(LEASE_STARTED)),
                fromBlock,
                toBlock);
        return L1Query.logs(filter)
                .map(logs -> logs.stream().map(log -> decode(log).orElseThrow()).toList());
    }

    /** Events of a transaction of one's own; empty for logs of other contracts and for events nobody needs. */
    public Optional<L1Event> read(Log log) {
        boolean ours = log.address().equals(deployment.rollup().address())
                || log.address().equals(deployment.bridge().address())
                || log.address().equals(deployment.sequencers().address());
        return ours ? decode(log) : Optional.empty();
    }

    private static Optional<L1Event> decode(Log log) {
        if (log.topics().isEmpty() || !DECODERS.containsKey(log.topics().getFirst())) {
            return Optional.empty();
        }
        try {
            return Optional.of(DECODERS.get(log.topics().getFirst()).apply(log, new AbiWords(log.data())));
        } catch (IndexOutOfBoundsException missingTopic) {
            throw new MalformedEncodingException("an event without its topics");
        }
    }

    private static L1Event batchAppended(Log log, AbiWords words) {
        return new L1Event.BatchAppended(
                log,
                number(log, 1),
                log.topics().get(2),
                address(log, 3),
                words.header(0),
                words.bytes(BatchHeader.WORDS));
    }

    private static L1Event batchDeleted(Log log, AbiWords words) {
        return new L1Event.BatchDeleted(
                log,
                number(log, 1),
                log.topics().get(2),
                address(log, 3),
                words.number(0),
                words.number(1),
                words.address(2),
                words.big(3));
    }

    private static L1Event messageEnqueued(Log log, AbiWords words) {
        long index = number(log, 1);
        Inbox inbox = new Inbox(index + 1, words.word(1));
        return new L1Event.MessageEnqueued(log, index, words.bytes(0), inbox, words.number(2));
    }

    private static Map.Entry<Bytes32, BiFunction<Log, AbiWords, L1Event>> event(
            String signature, BiFunction<Log, AbiWords, L1Event> decoder) {
        return Map.entry(Abi.eventSignature(signature), decoder);
    }

    private static long number(Log log, int topic) {
        return new AbiWords(Bytes.of(log.topics().get(topic).bytes())).number(0);
    }

    private static EthAddress address(Log log, int topic) {
        return AbiWords.address(log.topics().get(topic));
    }
}
