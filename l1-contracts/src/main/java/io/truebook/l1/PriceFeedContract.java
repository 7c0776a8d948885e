package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A price feed with the interface of Chainlink's {@code AggregatorV3Interface}. It is somebody else's contract: whatever it does is an answer,
 * and none of it makes the endpoint that was asked look dead.
 */
public record PriceFeedContract(EthAddress address) {
    /** More than any feed behind a proxy takes, and little enough that one which burns it delays nobody. */
    private static final long GAS = 500_000;

    private static final int ROUND_WORDS = 5;
    private static final BigInteger UINT8_END = BigInteger.ONE.shiftLeft(8);

    /**
     * @param answer price times 10 to the feed's decimals, signed
     * @param updatedAt seconds since the Unix epoch, 0 for a round without an answer
     * @param answeredInRound the round that the answer is of
     */
    public record Round(BigInteger roundId, BigInteger answer, BigInteger updatedAt, BigInteger answeredInRound) {}

    /** Empty when the contract reverts, or returns something else. */
    public L1Query<Optional<Round>> latestRound(BlockId block) {
        return words("latestRoundData", ROUND_WORDS, block)
                .map(found -> found.map(words -> new Round(words.big(0), words.signed(1), words.big(3), words.big(4))));
    }

    /** Decimal places of answers, 0 to 255; empty when the contract reverts, or returns something else. */
    public L1Query<Optional<Integer>> decimals(BlockId block) {
        return words("decimals", 1, block)
                .map(found -> found.map(words -> words.big(0))
                        .filter(places -> places.compareTo(UINT8_END) < 0)
                        .map(BigInteger::intValue));
    }

    private L1Query<Optional<AbiWords>> words(String function, int count, BlockId block) {
        CallRequest request =
                new CallRequest(Optional.empty(), address, Abi.call(function), BigInteger.ZERO, OptionalLong.of(GAS));
        return L1Query.call(request, block)
                .map(result -> result instanceof CallResult.Returned(Bytes data)
                                && data.bytes().length >= count * Bytes32.LENGTH
                        ? Optional.of(new AbiWords(data))
                        : Optional.empty());
    }
}
