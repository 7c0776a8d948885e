package io.truebook.node;

import io.truebook.derivation.Replay;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployer;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Query;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionSender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "deploy",
        description = {
            "Puts the contracts on L1 and writes their addresses to the deployment file.",
            "Key: keys.deployer. What is deployed stands in the section `deploy` of the configuration."
        })
final class DeployCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Signer signer = l1.signer(config.keys().deployer());
            TransactionSender sender = l1.sender(signer);
            Block head = l1.ask(L1Query.block(BlockId.LATEST));
            Deployer deployer = new Deployer(l1.client(), sender, l1.ask(L1Query.chainId()));
            DeployConfig deploy = config.deploy();
            EthAddress token = deploy.token().orElseGet(() -> value(deployer.deployTestToken()));
            report(config, value(deployer.deploy(plan(deploy, signer, token, head))));
        }
    }

    private static <T> T value(Deployer.Result<T> result) {
        return switch (result) {
            case Deployer.Result.Deployed<T>(T value) -> value;
            case Deployer.Result.Failed<T>(String reason) -> throw new CommandFailure(reason);
        };
    }

    private static Deployer.Plan plan(DeployConfig deploy, Signer signer, EthAddress token, Block head) {
        return new Deployer.Plan(
                RollupParameters.profile(deploy.profile()),
                token,
                deploy.governor().orElse(signer.address()),
                deploy.genesisMessages(),
                head.timestamp(),
                Replay.genesisRoot(head.timestamp()));
    }

    private static void report(NodeConfig config, Deployment deployment) {
        deployment.write(config.l1().deploymentFile());
        System.out.print(new Table()
                .row("chain", deployment.chainId())
                .row("bridge", deployment.bridge().address())
                .row("rollup", deployment.rollup().address())
                .row("sequencers", deployment.sequencers().address())
                .row("verifier", deployment.verifier().address())
                .row("token", deployment.token().address())
                .row("genesis root", deployment.genesisRoot().hex())
                .row("written to", config.l1().deploymentFile()));
    }
}
