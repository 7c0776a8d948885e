package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signers that are known by the signed bytes, and what these bytes are. */
class SignedMessageTest {
    private static final Eip712Domain DOMAIN = new Eip712Domain(31337, new byte[20]);
    private static final Key OWNER = Market.key(16);

    @Test
    void anOperationWhoseSignerIsKnownIsNeverHashed() {
        Map<SignedMessage, byte[]> known = new HashMap<>();
        Trial trial = new Trial(EngineListener.NONE, new KnownOnly(known));
        trial.consume(
                Messages.deposit(16, OWNER.address(), Market.FUNDS),
                Messages.list(Messages.Listing.usual(0)),
                Messages.publisher(0, Market.PUBLISHER.address()));
        byte[] withdraw = OWNER.item(trial.domain, new WithdrawItem(16, OWNER_KEY, 0, 1000, trial.now() / 1000));
        known.put(SignedMessage.item(trial.domain, ITEM_WITHDRAW, withdraw, FRAME_LENGTH), OWNER.address());
        assertThat(trial.execute(withdraw)).isEqualTo(Reason.OK);

        long time = trial.now();
        byte[] signature = Market.PUBLISHER.sign(Digests.price(trial.domain, 0, 50_000, time));
        known.put(SignedMessage.price(trial.domain, 0, 50_000, time, signature, 0), Market.PUBLISHER.address());
        assertThat(trial.execute(Items.oracle(0, time, List.of(new Items.Price(0, 50_000, signature)))))
                .isEqualTo(Reason.OK);
    }

    @Test
    void theDigestIsThatOfWhatTheOwnerSigned() {
        PlaceItem place = new PlaceItem(16, OWNER_KEY, 3, 1, FLAG_SELL, 50_000, 10, 1_700_000_100L);
        byte[] item = OWNER.item(DOMAIN, place);
        SignedMessage message = SignedMessage.item(DOMAIN, ITEM_PLACE, item, FRAME_LENGTH);
        assertThat(message.digest()).isEqualTo(Digests.item(DOMAIN, place));
        assertThat(message.canonical()).isTrue();
        assertThat(new CurveRecovery().signerOf(message)).isEqualTo(OWNER.address());
    }

    @Test
    void oneOtherBitOfFieldsSignatureTypeOrDomainIsAnotherMessage() {
        byte[] item = OWNER.item(DOMAIN, new PlaceItem(16, OWNER_KEY, 3, 1, 0, 50_000, 10, 1_700_000_100L));
        SignedMessage message = SignedMessage.item(DOMAIN, ITEM_PLACE, item, FRAME_LENGTH);
        for (int bit = 8 * FRAME_LENGTH; bit < 8 * item.length; bit++) {
            byte[] other = item.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            SignedMessage changed = SignedMessage.item(DOMAIN, ITEM_PLACE, other, FRAME_LENGTH);
            assertThat(changed).as("bit " + bit).isNotEqualTo(message);
            assertThat(Integer.signum(changed.compareTo(message)))
                    .isEqualTo(-Integer.signum(message.compareTo(changed)));
        }
        assertThat(SignedMessage.item(DOMAIN, ITEM_CANCEL_ALL, item, FRAME_LENGTH))
                .isNotEqualTo(message);
        assertThat(SignedMessage.item(new Eip712Domain(1, new byte[20]), ITEM_PLACE, item, FRAME_LENGTH))
                .isNotEqualTo(message);
        assertThat(message).isNotEqualTo(item);
    }

    @Test
    void theSameBytesElsewhereAreTheSameMessage() {
        byte[] item = OWNER.item(DOMAIN, new PlaceItem(16, OWNER_KEY, 3, 1, 0, 50_000, 10, 1_700_000_100L));
        byte[] later = new byte[item.length + 40];
        System.arraycopy(item, 0, later, 40, item.length);
        SignedMessage message = SignedMessage.item(DOMAIN, ITEM_PLACE, item, FRAME_LENGTH);
        SignedMessage moved =
                SignedMessage.item(new Eip712Domain(31337, new byte[20]), ITEM_PLACE, later, 40 + FRAME_LENGTH);
        assertThat(moved).isEqualTo(message).hasSameHashCodeAs(message);
    }

    @Test
    void oneOtherBitOfABundlesOperationsIsAnotherMessage() {
        byte[] operations =
                new BundleBuilder().place(0, 0, 50_000, 10).cancel(1, 2).operations();
        byte[] signature = OWNER.sign(Digests.bundle(DOMAIN, 16, OWNER_KEY, 3, 1_700_000_100L, operations));
        byte[] item = Items.bundle(16, OWNER_KEY, 3, 1_700_000_100L, operations, signature);
        int length = item.length - FRAME_LENGTH;
        SignedMessage message = SignedMessage.ofFrame(DOMAIN, item, 0, length);
        assertThat(new CurveRecovery().signerOf(message)).isEqualTo(OWNER.address());
        assertThat(SignedMessage.bundle(DOMAIN, item, FRAME_LENGTH, length)).isEqualTo(message);
        for (int bit = 8 * FRAME_LENGTH; bit < 8 * item.length; bit++) {
            byte[] other = item.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(SignedMessage.ofFrame(DOMAIN, other, 0, length))
                    .as("bit " + bit)
                    .isNotEqualTo(message);
        }
        assertThat(SignedMessage.ofFrame(DOMAIN, item, 0, length - 1)).isNotEqualTo(message);
    }

    @Test
    void framesOfEveryLengthButTheirTypesHoldNoSignature() {
        for (int type = 0; type < 256; type++) {
            for (int length = 0; length < 130; length++) {
                byte[] item = Items.frame(type, new byte[length]);
                assertThat(SignedMessage.ofFrame(DOMAIN, item, 0, length) != null)
                        .as("type %d, length %d", type, length)
                        .isEqualTo(isSigned(type, length));
            }
        }
    }

    private static boolean isSigned(int type, int length) {
        return switch (type) {
            case ITEM_BUNDLE -> length >= 79;
            case ITEM_TWAP_SLICE -> length == TWAP_SLICE_LENGTH + 1;
            default ->
                type >= ITEM_PLACE
                        && type <= ITEM_TRIGGER_ORDER
                        && length == io.truebook.engine.protocol.SignedItem.fieldsLength(type) + 64;
        };
    }

    /** Answers from a map alone; whoever asks for the curve is told off. */
    private record KnownOnly(Map<SignedMessage, byte[]> known) implements SignatureRecovery {
        @Override
        public byte[] signerOf(SignedMessage message) {
            return known.get(message);
        }

        @Override
        public byte[] recover(byte[] digest, byte[] signature, int at) {
            throw new AssertionError("a digest was made for a signer that was known");
        }
    }
}
