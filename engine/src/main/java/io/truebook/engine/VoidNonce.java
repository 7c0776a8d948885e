package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ITEM_VOID_NONCE;

import io.truebook.engine.protocol.Reason;

/** Uses up a nonce, so that whatever else is signed with it is called off: section 4.10 of the protocol page. */
final class VoidNonce {
    static Reason voidNonce(Execution x, byte[] bytes, int at) {
        return Authentication.authenticate(x, ITEM_VOID_NONCE, bytes, at);
    }

    private VoidNonce() {}
}
