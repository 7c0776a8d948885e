package io.truebook.node.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.Keccak;
import io.truebook.sequencer.signing.Signer;

/** Keys for a chain that lives as long as the demo; each follows from its name, so a run can be repeated. */
record DemoKeys(String role) {
    static final DemoKeys DEPLOYER = new DemoKeys("deployer");
    static final DemoKeys PUBLISHER = new DemoKeys("publisher");

    static DemoKeys trader(int number) {
        return new DemoKeys("trader " + number);
    }

    static DemoKeys sequencer(int number) {
        return new DemoKeys("sequencer " + number);
    }

    static DemoKeys watcher(int number) {
        return new DemoKeys("watcher " + number);
    }

    Bytes32 secret() {
        return Keccak.hash(("truebook demo: " + role).getBytes(UTF_8));
    }

    EthAddress address() {
        return EthAddress.of(signer().address());
    }

    Signer signer() {
        return new Signer(secret().bytes());
    }
}
