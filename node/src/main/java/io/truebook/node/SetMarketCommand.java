package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.TIER_UNIT_PPM;

import io.truebook.engine.GovernanceActions;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.MarketListing;
import io.truebook.l1.Bytes;
import io.truebook.l1.Deployment;
import io.truebook.l1.GovernanceProposal;
import io.truebook.l1.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.Scanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "set-market",
        description = {
            "Announces other margins for a market, such as `truebook risk` asks for. Key: keys.governor. All else stays as the sequencer",
            "at `gateway` has it; tiers of large positions are raised where they would ask for less. Positions below the new maintenance",
            "margin will be liquidated: the public delay is there for them to add to it or to leave."
        })
final class SetMarketCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(names = "--market", required = true, description = "0 to 255")
    private int market;

    @Option(names = "--mmr", paramLabel = "PPM", description = "maintenance margin (default: as it is)")
    private Integer mmrPpm;

    @Option(names = "--imr", paramLabel = "PPM", description = "initial margin (default: as it is)")
    private Integer imrPpm;

    @Option(names = "--yes", description = "does not ask")
    private boolean yes;

    @Override
    public void run() {
        NodeConfig config = common.config();
        MarketListing now = now(config);
        MarketListing proposed = ListedMarket.withMargins(
                now, imrPpm == null ? now.imrPpm() : imrPpm, mmrPpm == null ? now.mmrPpm() : mmrPpm);
        requireSensible(now, proposed);
        System.out.print(comparison(now, proposed));
        if (!yes && !isConfirmed()) {
            throw new CommandFailure("nothing was sent");
        }
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Receipt receipt = l1.send(
                    l1.sender(l1.signer(config.keys().governor())),
                    "propose-" + System.currentTimeMillis(),
                    deployment.bridge().proposeGovernance(Bytes.of(GovernanceActions.setMarket(proposed))));
            GovernanceProposal proposal = receipt.logs().stream()
                    .map(log -> GovernanceProposal.read(deployment, log))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("the Bridge told of no proposal"));
            System.out.print(new Table()
                    .row("proposal", proposal.number())
                    .row("executable from", Instant.ofEpochSecond(proposal.executableAt())));
        }
    }

    private MarketListing now(NodeConfig config) {
        try (GatewayClient gateway = new GatewayClient(config.gateway())) {
            return ListedMarket.of(gateway, market);
        }
    }

    private static void requireSensible(MarketListing now, MarketListing proposed) {
        if (proposed.equals(now)) {
            throw new CommandFailure("the market has these margins already");
        }
        if (!GovernanceActions.isWithinBounds(proposed)) {
            throw new CommandFailure("the engine would not take it: 1 <= mmr <= imr <= 1000000 and what section 4.9"
                    + " of the protocol page says of tiers");
        }
    }

    private static Table comparison(MarketListing now, MarketListing proposed) {
        Table table = new Table()
                .row("market " + now.market() + " " + now.symbol(), "now", "proposed")
                .row("imrPpm", now.imrPpm(), proposed.imrPpm())
                .row("mmrPpm", now.mmrPpm(), proposed.mmrPpm());
        for (int i = 0; i < now.tiers().size(); i++) {
            MarginTier then = now.tiers().get(i);
            MarginTier next = proposed.tiers().get(i);
            table.row("above " + then.bound() + " USDC, imrPpm", ppm(then.imr()), ppm(next.imr()));
            table.row("above " + then.bound() + " USDC, mmrPpm", ppm(then.mmr()), ppm(next.mmr()));
        }
        return table;
    }

    private static long ppm(int units) {
        return (long) units * TIER_UNIT_PPM;
    }

    private static boolean isConfirmed() {
        System.out.print("announce it on L1? yes or no: ");
        Scanner in = new Scanner(System.in);
        return in.hasNextLine() && in.nextLine().strip().equals("yes");
    }
}
