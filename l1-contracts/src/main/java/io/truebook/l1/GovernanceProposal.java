package io.truebook.l1;

import java.util.List;
import java.util.Optional;

/**
 * A governance message that was announced on L1.
 *
 * @param number by which the Bridge knows it
 * @param body of the message, action ‖ its fields
 * @param executableAt seconds since the Unix epoch; from then on anybody may put it into the inbox
 */
public record GovernanceProposal(long number, Bytes body, long executableAt) {
    private static final Bytes32 PROPOSED = Abi.eventSignature("GovernanceProposed(uint256,bytes,uint256)");

    /** All that were announced in these blocks, in their order. */
    public static L1Query<List<GovernanceProposal>> between(Deployment deployment, long fromBlock, long toBlock) {
        LogFilter filter = new LogFilter(List.of(deployment.bridge().address()), List.of(PROPOSED), fromBlock, toBlock);
        return L1Query.logs(filter)
                .map(logs -> logs.stream().map(GovernanceProposal::of).toList());
    }

    /** The one that a log tells of. */
    public static Optional<GovernanceProposal> read(Deployment deployment, Log log) {
        boolean tells = log.address().equals(deployment.bridge().address())
                && log.topics().getFirst().equals(PROPOSED);
        return tells ? Optional.of(of(log)) : Optional.empty();
    }

    private static GovernanceProposal of(Log log) {
        AbiWords words = new AbiWords(log.data());
        long number = new AbiWords(Bytes.of(log.topics().get(1).bytes())).number(0);
        return new GovernanceProposal(number, words.bytes(0), words.number(1));
    }
}
