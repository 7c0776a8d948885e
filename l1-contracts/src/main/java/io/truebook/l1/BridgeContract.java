package io.truebook.l1;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.generated.StaticArray7;

/** Collateral, inbox and withdrawals on L1. */
public record BridgeContract(EthAddress address) {
    private static final long DEPOSIT_GAS = 400_000;
    private static final long MESSAGE_GAS = 500_000;
    private static final long CLAIM_GAS = 600_000;
    private static final long RECONCILE_GAS = 500_000;
    private static final int DEPTH = 48;

    /** What came in and what was paid out, nano-USDC. */
    public record Books(BigInteger credited, BigInteger claimed) {}

    /**
     * A withdrawal cell and its path.
     *
     * @param cell first word of the cell: recipient ‖ account ‖ amount
     * @param siblings from the leaf upwards, one for each of the 48 levels; zero for an empty subtree
     */
    public record Withdrawal(long number, Bytes32 cell, List<Bytes32> siblings) {
        public Withdrawal {
            siblings = requirePath(siblings);
        }

        /** nano-USDC. */
        public long amount() {
            return new BigInteger(cell.bytes()).longValue();
        }

        private DynamicStruct encoded() {
            return new DynamicStruct(
                    Abi.uint256(number),
                    Abi.uint256(new BigInteger(1, cell.bytes())),
                    Abi.uint256(mask(siblings)),
                    present(siblings));
        }
    }

    /**
     * The first four cells of a state, in which its books are, and the path of their subtree.
     *
     * @param cursor the 7 words of the cursor
     * @param siblings as of a withdrawal; those of the two lowest levels are within the subtree, and zero here
     */
    public record StateBooks(
            List<Bytes32> cursor, Bytes32 config, Bytes32 totals, Bytes32 listed, List<Bytes32> siblings) {
        private static final int CURSOR_WORDS = 7;

        public StateBooks {
            cursor = List.copyOf(cursor);
            if (cursor.size() != CURSOR_WORDS) {
                throw new IllegalArgumentException(cursor.size() + " words of a cursor");
            }
            siblings = requirePath(siblings);
        }

        private DynamicStruct encoded() {
            List<org.web3j.abi.datatypes.generated.Bytes32> words =
                    cursor.stream().map(Abi::bytes32).toList();
            return new DynamicStruct(
                    new StaticArray7<>(org.web3j.abi.datatypes.generated.Bytes32.class, words),
                    Abi.bytes32(config),
                    Abi.bytes32(totals),
                    Abi.bytes32(listed),
                    Abi.uint256(mask(siblings)),
                    present(siblings));
        }
    }

    /**
     * How far states have been compared with the books.
     *
     * @param index last batch that is reconciled, 0 for none: withdrawals in its state and before it are paid
     * @param pausedIndex a later one that was not when it was last tried, 0 for none
     * @param withdrawn nano-USDC withdrawn since genesis in the state of {@code index}
     */
    public record Reconciliation(long index, long pausedIndex, BigInteger withdrawn) {}

    private static List<Bytes32> requirePath(List<Bytes32> siblings) {
        if (siblings.size() != DEPTH) {
            throw new IllegalArgumentException(siblings.size() + " siblings for " + DEPTH + " levels");
        }
        return List.copyOf(siblings);
    }

    private static BigInteger mask(List<Bytes32> siblings) {
        BigInteger mask = BigInteger.ZERO;
        for (int level = 0; level < DEPTH; level++) {
            mask = siblings.get(level).equals(Bytes32.ZERO) ? mask : mask.setBit(level);
        }
        return mask;
    }

    private static DynamicArray<org.web3j.abi.datatypes.generated.Bytes32> present(List<Bytes32> siblings) {
        List<org.web3j.abi.datatypes.generated.Bytes32> present = siblings.stream()
                .filter(sibling -> !sibling.equals(Bytes32.ZERO))
                .map(Abi::bytes32)
                .toList();
        return new DynamicArray<>(org.web3j.abi.datatypes.generated.Bytes32.class, present);
    }

    /** @param units of the token (10⁻⁶ USDC), approved before */
    public ContractCall deposit(long units) {
        return ContractCall.of(address, DEPOSIT_GAS, Abi.call("deposit", Abi.uint256(units)));
    }

    public ContractCall depositFor(EthAddress owner, long units) {
        return ContractCall.of(address, DEPOSIT_GAS, Abi.call("depositFor", Abi.address(owner), Abi.uint256(units)));
    }

    /** Puts a framed item before the engine past any sequencer. @param fee wei; what is too much comes back */
    public ContractCall force(Bytes item, BigInteger fee) {
        return ContractCall.of(address, MESSAGE_GAS, Abi.call("force", Abi.bytes(item)))
                .paying(fee);
    }

    public ContractCall proposeGovernance(Bytes body) {
        return ContractCall.of(address, MESSAGE_GAS, Abi.call("proposeGovernance", Abi.bytes(body)));
    }

    public ContractCall executeGovernance(long proposal, Bytes body) {
        return ContractCall.of(
                address, MESSAGE_GAS, Abi.call("executeGovernance", Abi.uint256(proposal), Abi.bytes(body)));
    }

    /** Whether a proposal waits for its execution; false when it was executed or cancelled. */
    public L1Query<Boolean> isProposed(long proposal, BlockId block) {
        return view(block, "proposals", Abi.call("proposals", Abi.uint256(proposal)))
                .map(words -> !words.word(0).equals(Bytes32.ZERO));
    }

    /** Compares the state of a final batch with the Bridge's books, without which it pays nobody by that state. */
    public ContractCall reconcile(BatchHeader header, StateBooks books) {
        return ContractCall.of(address, RECONCILE_GAS, reconciliation(header, books));
    }

    /** Whether that would reconcile the batch, now; false when it would pause. Of a final batch and the books of its own state only. */
    public L1Query<Boolean> reconciles(BatchHeader header, StateBooks books, BlockId block) {
        return view(block, "reconcile", reconciliation(header, books)).map(words -> words.flag(0));
    }

    private static Bytes reconciliation(BatchHeader header, StateBooks books) {
        return Abi.call("reconcile", Abi.header(header), books.encoded());
    }

    /** Pays the withdrawal's recipient; the header is of any reconciled batch, or one before it, whose state holds the cell. */
    public ContractCall claim(BatchHeader header, Withdrawal withdrawal) {
        return ContractCall.of(address, CLAIM_GAS, Abi.call("claim", Abi.header(header), withdrawal.encoded()));
    }

    /** Pays another address, called by the recipient, or by anybody with the recipient's signature. @param deadline seconds */
    public ContractCall claimTo(
            BatchHeader header, Withdrawal withdrawal, EthAddress to, long deadline, Bytes signature) {
        Bytes call = Abi.call(
                "claimTo",
                Abi.header(header),
                withdrawal.encoded(),
                Abi.address(to),
                Abi.uint256(deadline),
                Abi.bytes(signature));
        return ContractCall.of(address, CLAIM_GAS, call);
    }

    public L1Query<Long> inboxLength(BlockId block) {
        return view(block, "inboxLength", Abi.call("inboxLength")).map(words -> words.number(0));
    }

    /** Accumulator after the first {@code messages} messages. */
    public L1Query<Bytes32> inboxAcc(long messages, BlockId block) {
        return view(block, "inboxAcc", Abi.call("inboxAcc", Abi.uint256(messages)))
                .map(words -> words.word(0));
    }

    public L1Query<Books> books(BlockId block) {
        return view(block, "books", Abi.call("books")).map(words -> new Books(words.big(0), words.big(1)));
    }

    /** nano-USDC of the deposits among the first {@code messages} messages. */
    public L1Query<BigInteger> credited(long messages, BlockId block) {
        return view(block, "credited", Abi.call("credited", Abi.uint256(messages)))
                .map(words -> words.big(0));
    }

    public L1Query<Reconciliation> reconciliation(BlockId block) {
        return view(block, "reconciliation", Abi.call("reconciliation"))
                .map(words -> new Reconciliation(words.number(0), words.number(1), words.big(2)));
    }

    /** Empty before an owner's first deposit. */
    public L1Query<OptionalLong> accountOf(EthAddress owner, BlockId block) {
        return view(block, "accountOf", Abi.call("accountOf", Abi.address(owner)))
                .map(words -> words.number(0) == 0 ? OptionalLong.empty() : OptionalLong.of(words.number(0)));
    }

    public L1Query<Boolean> isClaimed(long number, BlockId block) {
        return view(block, "isClaimed", Abi.call("isClaimed", Abi.uint256(number)))
                .map(words -> words.flag(0));
    }

    /** Wei for a forced message in the block itself: it doubles after every few of one block. */
    public L1Query<BigInteger> forcedFee(BlockId block) {
        return view(block, "forcedFee", Abi.call("forcedFee")).map(words -> words.big(0));
    }

    public L1Query<Bytes32> domainSeparator(BlockId block) {
        return view(block, "domainSeparator", Abi.call("domainSeparator")).map(words -> words.word(0));
    }

    private L1Query<AbiWords> view(BlockId block, String name, Bytes data) {
        return L1Query.view("Bridge." + name, address, data, block);
    }
}
