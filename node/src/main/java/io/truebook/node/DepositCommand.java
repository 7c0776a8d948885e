package io.truebook.node;

import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.Receipt;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionSender;
import java.math.BigDecimal;
import java.math.BigInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deposit",
        description = "Brings collateral in: approves the token and deposits it at the Bridge. Key: keys.trader.")
final class DepositCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "USDC", description = "amount, at most 6 decimals")
    private BigDecimal usdc;

    @Option(names = "--mint", description = "mint the amount first: works with the test token only")
    private boolean mint;

    @Override
    public void run() {
        NodeConfig config = common.config();
        long units = Units.tokenUnits(usdc);
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Signer signer = l1.signer(config.keys().trader());
            TransactionSender sender = l1.sender(signer);
            String key = "deposit-" + System.currentTimeMillis();
            if (mint) {
                l1.send(sender, key + "-mint", deployment.token().mint(signer.address(), BigInteger.valueOf(units)));
            }
            l1.send(
                    sender,
                    key + "-approve",
                    deployment.token().approve(deployment.bridge().address(), BigInteger.valueOf(units)));
            Receipt receipt = l1.send(sender, key, deployment.bridge().deposit(units));
            System.out.print(new Table()
                    .row("deposited", usdc.toPlainString() + " USDC")
                    .row(
                            "account",
                            l1.ask(deployment.bridge().accountOf(signer.address(), BlockId.LATEST))
                                    .orElseThrow())
                    .row("block", receipt.blockNumber()));
        }
    }
}
