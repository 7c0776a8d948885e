package io.truebook.node;

import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import java.math.BigInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bond",
        description = {
            "Puts down a sequencer's bond, without which no lease is given. Key: keys.sequencer.",
            "The bond is lost to a proven fraud."
        })
final class BondCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(names = "--wei", description = "amount (default: the bond of deploy.profile)")
    private BigInteger wei;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Signer signer = l1.signer(config.keys().sequencer());
            if (l1.ask(deployment.sequencers().isActive(signer.address(), BlockId.LATEST))) {
                System.out.println(signer.address() + " is bonded already");
                return;
            }
            BigInteger amount = wei != null
                    ? wei
                    : RollupParameters.profile(config.deploy().profile()).bond();
            l1.send(
                    l1.sender(signer),
                    "bond-" + System.currentTimeMillis(),
                    deployment.sequencers().bond(amount));
            System.out.print(new Table().row("sequencer", signer.address()).row("bond", amount + " wei"));
        }
    }
}
