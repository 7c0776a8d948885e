package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SignerCell;

/** Gives a signer slot to an agent's key, or takes it away: section 4.10 of the protocol page. */
final class SetAgent {
    static Reason setAgent(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_SET_AGENT, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        SetAgentItem item = SetAgentItem.decode(bytes, at);
        if (item.slot() <= OWNER_KEY || item.slot() > MAX_KEY || (item.scope() & ~(SCOPE_TRADE | SCOPE_CANCEL)) != 0) {
            return Reason.BAD_AGENT;
        }
        SignerCell signer = x.cells.signer(item.account(), item.slot());
        BigEndian.put(signer.key, 0, 20, item.agent());
        signer.scope = item.scope();
        signer.expiry = item.agentExpiry();
        x.cells.changed(signer);
        return Reason.OK;
    }

    private SetAgent() {}
}
