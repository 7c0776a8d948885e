package io.truebook.derivation;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import java.util.List;
import java.util.Optional;

/**
 * What a user keeps of an item: its place in the chain, and the frames from it to a head that the sequencer signed. Section 8.1 of the
 * protocol page.
 *
 * @param sequence the item's place, counted from 1
 * @param previousHash chain hash before the item
 * @param frames the item and those after it up to the head's
 */
public record Receipt(
        int version,
        long chainId,
        EthAddress verifyingContract,
        long sequence,
        Bytes32 previousHash,
        List<Bytes> frames,
        SignedHead head) {
    /** Frames of the longest receipt: a sequencer signs a head at least every so many items. */
    public static final int MAX_FRAMES = 128;

    /** What may be wrong with a receipt by itself, in the order it is looked for. */
    public enum Fault {
        WRONG_VERSION("it is of another version of the protocol"),
        WRONG_DEPLOYMENT("it is for another chain or another Bridge"),
        PATH_LENGTH("its frames are not as many as lie from its item to its head, or more than " + MAX_FRAMES),
        BAD_FRAME("one of its frames is no item"),
        WRONG_PATH("its frames do not lead to the head's chain hash"),
        BAD_SIGNATURE("the head's signature is nobody's");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    public Receipt {
        frames = List.copyOf(frames);
    }

    /** The framed item itself. */
    public byte[] item() {
        return frames.getFirst().bytes();
    }

    /** The place after the item. */
    public ItemChain place() {
        return new ItemChain(sequence - 1, previousHash).after(item());
    }

    /** What is wrong with it by itself; whether its signer held the lease is known to L1. */
    public Optional<Fault> fault(Eip712Domain domain, SignatureRecovery recovery) {
        if (version != Protocol.PROTOCOL_VERSION) {
            return Optional.of(Fault.WRONG_VERSION);
        }
        if (chainId != domain.chainId() || !verifyingContract.equals(EthAddress.of(domain.verifyingContract()))) {
            return Optional.of(Fault.WRONG_DEPLOYMENT);
        }
        if (sequence < 1
                || frames.isEmpty()
                || frames.size() > MAX_FRAMES
                || frames.size() != head.sequence() - sequence + 1) {
            return Optional.of(Fault.PATH_LENGTH);
        }
        List<byte[]> path = frames.stream().map(Bytes::bytes).toList();
        if (!path.stream().allMatch(ItemChain::isFrame)) {
            return Optional.of(Fault.BAD_FRAME);
        }
        if (!new ItemChain(sequence - 1, previousHash).after(path).hash().equals(head.chainHash())) {
            return Optional.of(Fault.WRONG_PATH);
        }
        return HeadSignature.signer(head, domain, recovery).isEmpty()
                ? Optional.of(Fault.BAD_SIGNATURE)
                : Optional.empty();
    }
}
