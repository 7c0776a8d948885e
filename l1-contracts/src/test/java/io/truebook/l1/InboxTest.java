package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final RandomBytes random = new RandomBytes();

    @Test
    void messagesSurviveTheirBytes() {
        for (int round = 0; round < 500; round++) {
            for (InboxMessage message : messages()) {
                assertThat(InboxMessage.decode(message.encode())).isEqualTo(message);
            }
        }
    }

    @Test
    void aDepositIsLaidOutAsThePageSays() {
        InboxMessage deposit =
                new InboxMessage.Deposit(0x010203040506L, 16, new EthAddress("0x" + "cd".repeat(20)), 1_000_000_000L);
        assertThat(Hex.encode(deposit.encode()))
                .isEqualTo("0x" + "01" + "010203040506" + "00000010" + "cd".repeat(20) + "000000003b9aca00");
    }

    @Test
    void bytesThatTheBridgeCannotHaveEnqueuedAreMalformed() {
        byte[] deposit = messages().getFirst().encode();
        byte[] unknownKind = deposit.clone();
        unknownKind[0] = 9;
        for (byte[] bad : List.of(
                new byte[0],
                new byte[6],
                unknownKind,
                Arrays.copyOf(deposit, deposit.length - 1),
                Arrays.copyOf(deposit, InboxMessage.MAX_LENGTH + 1))) {
            assertThatThrownBy(() -> InboxMessage.decode(bad)).isInstanceOf(MalformedEncodingException.class);
        }
        assertThatThrownBy(() -> new InboxMessage.Forced(0, new byte[InboxMessage.MAX_LENGTH]).encode())
                .isInstanceOf(MalformedEncodingException.class);
    }

    @Test
    void theAccumulatorDependsOnEveryMessageAndItsPlace() {
        InboxMessage first = new InboxMessage.Forced(1, new byte[] {1});
        InboxMessage second = new InboxMessage.Forced(1, new byte[] {2});
        Inbox inOrder = Inbox.EMPTY.after(first).after(second);
        Inbox swapped = Inbox.EMPTY.after(second).after(first);
        assertThat(inOrder.length()).isEqualTo(2);
        assertThat(inOrder.accumulator()).isNotEqualTo(swapped.accumulator());
        Bytes32 one = Keccak.hash(new byte[32], Keccak.hash(first.encode()).bytes());
        assertThat(Inbox.EMPTY.after(first)).isEqualTo(new Inbox(1, one));
    }

    private List<InboxMessage> messages() {
        return List.of(
                new InboxMessage.Deposit(random.number(48), random.number(32), random.address(), random.number(60)),
                new InboxMessage.Forced(random.number(48), random.bytes(random.below(1_018))),
                new InboxMessage.Governance(random.number(48), random.bytes(random.below(1_018))));
    }
}
