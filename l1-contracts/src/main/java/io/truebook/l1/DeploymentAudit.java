package io.truebook.l1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether what stands on L1 is what this build was made for: the same code, wired together, with the same parameters. A watcher that
 * replays with other rules than the contracts have would accuse honest sequencers.
 */
public final class DeploymentAudit {
    private final L1Client client;
    private final Deployment deployment;
    private final List<String> problems = new ArrayList<>();

    private DeploymentAudit(L1Client client, Deployment deployment) {
        this.client = client;
        this.deployment = deployment;
    }

    /** Every problem found; empty when there is none. What the endpoints do not agree on is a problem. */
    public static List<String> problems(L1Client client, Deployment deployment, RollupParameters parameters) {
        DeploymentAudit audit = new DeploymentAudit(client, deployment);
        audit.expect("chain id", L1Query.chainId(), deployment.chainId());
        audit.code("Bridge", deployment.bridgeAddress());
        audit.code("Rollup", deployment.rollupAddress());
        audit.code("Sequencers", deployment.sequencersAddress());
        audit.code("FraudVerifier", deployment.verifierAddress());
        audit.code("Equivocation", deployment.equivocationAddress());
        Deployment.ENGINES.forEach(audit::engine);
        for (Map.Entry<String, EthAddress> contract : Map.of(
                        "Bridge", deployment.bridgeAddress(),
                        "Rollup", deployment.rollupAddress(),
                        "Sequencers", deployment.sequencersAddress())
                .entrySet()) {
            L1Query<Bytes32> hash = view(contract.getValue(), "PARAMETERS_HASH").map(words -> words.word(0));
            audit.expect(contract.getKey() + ".PARAMETERS_HASH", hash, parameters.hash());
        }
        audit.pointer("Rollup.INBOX", deployment.rollupAddress(), "INBOX", deployment.bridgeAddress());
        audit.pointer("Rollup.SEQUENCERS", deployment.rollupAddress(), "SEQUENCERS", deployment.sequencersAddress());
        audit.pointer("Rollup.VERIFIER", deployment.rollupAddress(), "VERIFIER", deployment.verifierAddress());
        audit.pointer("Sequencers.ROLLUP", deployment.sequencersAddress(), "ROLLUP", deployment.rollupAddress());
        audit.pointer(
                "Sequencers.EQUIVOCATION",
                deployment.sequencersAddress(),
                "EQUIVOCATION",
                deployment.equivocationAddress());
        audit.pointer("Equivocation.ROLLUP", deployment.equivocationAddress(), "ROLLUP", deployment.rollupAddress());
        audit.pointer(
                "Equivocation.SEQUENCERS",
                deployment.equivocationAddress(),
                "SEQUENCERS",
                deployment.sequencersAddress());
        audit.pointer("Equivocation.INBOX", deployment.equivocationAddress(), "INBOX", deployment.bridgeAddress());
        audit.pointer("Bridge.ROLLUP", deployment.bridgeAddress(), "ROLLUP", deployment.rollupAddress());
        audit.pointer("Bridge.TOKEN", deployment.bridgeAddress(), "TOKEN", deployment.tokenAddress());
        audit.sameDomain();
        audit.expect(
                "genesis batch",
                deployment.rollup().batch(0, BlockId.LATEST).map(RollupContract.BatchRecord::batchHash),
                deployment.genesis().hash());
        return List.copyOf(audit.problems);
    }

    private void code(String contract, EthAddress address) {
        ContractArtifact artifact = ContractArtifact.load(contract);
        L1Query<Boolean> same = L1Query.code(address, BlockId.LATEST).map(artifact::hasCode);
        expect("code of " + contract + " at " + address, same, true);
    }

    private void engine(String contract, String getter) {
        if (ask(getter, view(deployment.verifierAddress(), getter).map(words -> words.address(0)))
                instanceof Agreement.Agreed<EthAddress>(EthAddress address)) {
            code(contract, address);
        }
    }

    private void pointer(String name, EthAddress contract, String getter, EthAddress expected) {
        expect(name, view(contract, getter).map(words -> words.address(0)), expected);
    }

    /** Signatures that the verifier and the judge of equivocation take must be those that the Bridge stands for. */
    private void sameDomain() {
        if (ask("Bridge.domainSeparator", deployment.bridge().domainSeparator(BlockId.LATEST))
                instanceof Agreement.Agreed<Bytes32>(Bytes32 domain)) {
            expectDomain("FraudVerifier", deployment.verifierAddress(), domain);
            expectDomain("Equivocation", deployment.equivocationAddress(), domain);
        }
    }

    private void expectDomain(String contract, EthAddress address, Bytes32 domain) {
        L1Query<Bytes32> separator = view(address, "DOMAIN_SEPARATOR").map(words -> words.word(0));
        expect(contract + ".DOMAIN_SEPARATOR", separator, domain);
    }

    private <T> void expect(String what, L1Query<T> query, T expected) {
        if (ask(what, query) instanceof Agreement.Agreed<T>(T actual) && !actual.equals(expected)) {
            problems.add(what + ": " + actual + " instead of " + expected);
        }
    }

    private <T> Agreement<T> ask(String what, L1Query<T> query) {
        Agreement<T> answer = client.agree(query);
        switch (answer) {
            case Agreement.Agreed<T> agreed -> {}
            case Agreement.Disagree<T>(Map<String, T> answers) ->
                problems.add(what + ": endpoints disagree " + answers);
            case Agreement.Unavailable<T>(List<String> reasons) -> problems.add(what + ": " + reasons);
        }
        return answer;
    }

    private static L1Query<AbiWords> view(EthAddress contract, String getter) {
        return L1Query.view(getter, contract, Abi.call(getter), BlockId.LATEST);
    }
}
